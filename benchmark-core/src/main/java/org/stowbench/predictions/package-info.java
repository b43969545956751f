/**
 * Reading prediction files of every form: Stowbench's own JSON Lines and CSV, and those that a
 * {@link org.stowbench.predictions.ResponseForm} adds. The form is told from the content, never
 * from the name, and records are matched with the queries of a dataset as they stream by.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.predictions;

import org.apiguardian.api.API;
