/** One file from a server on the web, over a line that may break. */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.download;

import org.apiguardian.api.API;
