package org.stowbench.extra;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stowbench.io.InputFile;

/**
 * One jar of a list of libraries.
 *
 * @param group as Maven calls it
 * @param artifact as Maven calls it
 * @param version as Maven calls it
 * @param bytes how many it has
 * @param checksum {@code sha256:} and 64 hexadecimal digits
 */
record ExtraLibrary(String group, String artifact, String version, long bytes, String checksum) {

  private static final Pattern LINE =
      Pattern.compile(
          "(?<group>[\\w.-]+):(?<artifact>[\\w.-]+):(?<version>[\\w.-]+) (?<bytes>[0-9]{1,12})"
              + " (?<checksum>sha256:[0-9a-f]{64})");

  /**
   * Reads a list that ships beside a class: a line a jar, {@code group:artifact:version bytes
   * checksum}.
   *
   * @throws IllegalArgumentException if there is no such list, or a line is none of these
   */
  static List<ExtraLibrary> list(Class<?> beside, String name) {
    return InputFile.resource(beside, name).lines().stream().map(ExtraLibrary::parse).toList();
  }

  private static ExtraLibrary parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "list of libraries: \"%s\" must be group:artifact:version bytes sha256:digits"
              .formatted(line));
    }
    return new ExtraLibrary(
        matcher.group("group"),
        matcher.group("artifact"),
        matcher.group("version"),
        Long.parseLong(matcher.group("bytes")),
        matcher.group("checksum"));
  }

  /** Where it lies in every Maven repository. */
  String path() {
    return "%s/%s/%s/%s".formatted(group.replace('.', '/'), artifact, version, file());
  }

  String file() {
    return artifact + "-" + version + ".jar";
  }
}
