package org.stowbench.datasets.shic;

/**
 * A file that an import read.
 *
 * @param path its path in the checkout, with {@code /}
 * @param checksum of its bytes, such as {@code sha256:...}
 * @param records how many records or rows it holds
 */
public record SourceFile(String path, String checksum, long records) {}
