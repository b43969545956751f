package org.stowbench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * What a run was made with.
 *
 * @param stowbench version of Stowbench
 * @param java version and maker of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param commit the commit that is checked out where Stowbench itself runs from a checkout; it says
 *     nothing of uncommitted changes; empty elsewhere
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
        codeLocation().flatMap(GitCheckout::commit));
  }

  /** The version of Stowbench. */
  public static String version() {
    try (InputStream in = Software.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> codeLocation() {
    CodeSource source = Software.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException
        | IllegalArgumentException
        | java.nio.file.FileSystemNotFoundException e) {
      return Optional.empty(); // loaded from somewhere that is no file, so from no checkout
    }
  }
}
