/**
 * Asking a predictor. {@link org.stowbench.ask.GuardedAsk} puts one query to it and holds it to its
 * contract; everybody who asks does it there. {@link org.stowbench.ask.Advice} is one answer for a
 * person or a robot: the first places of the ranking with where they are in words, how likely, and
 * why. What {@code stowbench ask} prints and {@code stowbench serve} sends.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
package org.stowbench.ask;

import org.apiguardian.api.API;
