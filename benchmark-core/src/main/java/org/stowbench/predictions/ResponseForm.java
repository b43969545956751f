package org.stowbench.predictions;

import org.stowbench.io.InputFile;

/**
 * A form of prediction files. Those that only one source of data has are found with {@link
 * java.util.ServiceLoader} and asked before Stowbench's own. A form is public, has a public
 * constructor without parameters, and holds no state.
 */
public interface ResponseForm {

  /**
   * Whether a file begins as this form does. It looks no further than it must, and leaves damage
   * for {@link #read} to report: what it cannot tell by is not recognised.
   *
   * @param file one that can be read and is not empty
   */
  boolean recognises(InputFile file);

  /**
   * Reads a file to its end, a record at a time.
   *
   * @param matcher takes each record
   * @throws org.stowbench.io.InvalidInputException if the file is damaged, with the place
   */
  void read(InputFile file, ResponseMatcher matcher);
}
