/**
 * Predictors over HTTP: for a robot that asks, and for a person who looks at the page. {@link
 * org.stowbench.server.StowbenchServer} is its door; {@code openapi.json} says what goes in and out
 * of it.
 *
 * <p>{@link org.stowbench.server.WebServer} serves any {@link org.stowbench.server.Route}s in the
 * same way, for other pages.
 *
 * <p>It listens on the loopback address unless told otherwise, and answers only to names that it
 * knows, so that no foreign web page can ask. Beyond this machine clients show a token; {@link
 * org.stowbench.server.Access} says who may ask.
 */
package org.stowbench.server;
