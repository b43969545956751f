/**
 * The pages that Stowbench writes and serves, in a real browser. {@link
 * org.stowbench.browser.Browser} opens them; tests of each page stand beside it.
 */
package org.stowbench.browser;
