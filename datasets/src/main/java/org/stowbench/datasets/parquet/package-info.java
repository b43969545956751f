/**
 * Datasets as tables of Apache Parquet with a card, as the Hugging Face Hub shows and loads them.
 */
package org.stowbench.datasets.parquet;
