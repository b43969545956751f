/** How content is told apart: one form of checksum for datasets, models, prompts and replies. */
package org.stowbench.checksum;
