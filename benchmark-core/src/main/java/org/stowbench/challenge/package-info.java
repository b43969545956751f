/**
 * What only the Stored Household Item Challenge has: how it spells the names of its photos, its
 * response files, the numbers in its prompts. The rest of the core finds it as a service and knows
 * nothing of it.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.challenge;

import org.apiguardian.api.API;
