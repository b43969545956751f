/**
 * The one room for reading and writing: JSON, CSV, YAML, images, archives, checksums, files that
 * appear whole or not at all. What comes from outside is hostile here until it is read; what is
 * wrong is reported with file, line or record, field, what was found and what is allowed.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.io;

import org.apiguardian.api.API;
