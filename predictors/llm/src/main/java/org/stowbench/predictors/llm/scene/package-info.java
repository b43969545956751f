/** A scene in words: what each container is, where it lies, near what. */
package org.stowbench.predictors.llm.scene;
