package org.stowbench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What a run was made with.
 *
 * @param stowbench version of Stowbench
 * @param java version and maker of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param commit the commit that Stowbench was built from, where that was a clone; it says nothing
 *     of uncommitted changes; empty elsewhere
 */
public record Software(String stowbench, String java, String os, Optional<String> commit) {

  public Software {
    Objects.requireNonNull(stowbench, "stowbench");
    Objects.requireNonNull(java, "java");
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(commit, "commit");
  }

  /** What this process runs on. */
  public static Software current() {
    return new Software(
        version(),
        System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vm.name"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        commit(built()));
  }

  /** The version of Stowbench. */
  public static String version() {
    return built().getProperty("version");
  }

  /** What the build left; a commit only where it was built in a clone. */
  static Optional<String> commit(Properties built) {
    return Optional.ofNullable(built.getProperty("commit"))
        .filter(text -> text.matches("[0-9a-f]{40}([0-9a-f]{24})?"));
  }

  private static Properties built() {
    try (InputStream in = Software.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
