/**
 * Datasets and runs as tables of Apache Parquet with a card, as the Hugging Face Hub shows and
 * loads them. Parquet's own library writes the tables. It does not ship: {@code libraries.txt}
 * lists it, and it is fetched when somebody first asks for such tables.
 */
package org.stowbench.parquet;
