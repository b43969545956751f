/**
 * Libraries that few need and that weigh too much for everybody's first download: fetched when they
 * are first asked for, by checksum, and kept.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.extra;

import org.apiguardian.api.API;
