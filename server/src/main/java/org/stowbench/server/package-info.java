/**
 * Predictors over HTTP: for a robot that asks, and for a person who looks at the page. {@link
 * org.stowbench.server.StowbenchServer} is its door; {@code openapi.json} says what goes in and out
 * of it.
 *
 * <p>Whoever can reach the port can ask; there is no authentication. So it listens on the loopback
 * address unless told otherwise, and there refuses requests that a foreign web page may have made.
 */
package org.stowbench.server;
