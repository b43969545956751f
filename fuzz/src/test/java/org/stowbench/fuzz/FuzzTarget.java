package org.stowbench.fuzz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.stowbench.cli.Reader;
import org.stowbench.cli.Readers;

/**
 * What the fuzzer calls, in a process of its own. The first byte of an input says which of the
 * readers of a name gets the rest.
 */
public final class FuzzTarget {

  private static List<Reader> readers;
  private static Path folder;

  private FuzzTarget() {}

  /** Called once, with the readers' name and a folder for their files. */
  public static void fuzzerInitialize(String[] arguments) throws Exception {
    readers = named(arguments[0]);
    folder = Path.of(arguments[1]);
    // The first time is slow, and no reader's fault.
    for (Reader reader : readers) {
      reader.read(reader.good(), folder);
    }
  }

  static List<Reader> named(String name) {
    return Readers.all().stream().filter(reader -> reader.name().equals(name)).toList();
  }

  /** Called with one input after another; whatever it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (input.length > 0) {
      readers
          .get(Byte.toUnsignedInt(input[0]) % readers.size())
          .read(Arrays.copyOfRange(input, 1, input.length), folder);
    }
  }
}
