/**
 * From a public repository to an installed dataset: download that survives a broken line, archive
 * that is trusted in nothing, content that is checked against what is known of it. Read {@link
 * org.stowbench.datasets.fetch.Fetcher} first.
 */
package org.stowbench.datasets.fetch;
