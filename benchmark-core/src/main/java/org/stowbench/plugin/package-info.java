/**
 * The predictors that there are: how those of this installation and those of plug-ins are found,
 * kept apart and made.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.plugin;

import org.apiguardian.api.API;
