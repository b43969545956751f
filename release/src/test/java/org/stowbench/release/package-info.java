/** What people get who do not build, tried as they would. */
package org.stowbench.release;
