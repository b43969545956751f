/**
 * Scenes as pictures for models that see: the photo or a schematic, with every container outlined
 * and numbered ("set of mark"; Yang et al., arXiv 2310.11441).
 */
package org.stowbench.predictors.llm.vision;
