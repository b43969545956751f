/** CVAT's own files, "CVAT for images 1.1": XML with shapes and their attributes. */
package org.stowbench.datasets.cvat;
