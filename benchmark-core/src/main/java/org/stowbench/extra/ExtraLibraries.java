package org.stowbench.extra;

import java.io.FileOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowbench.download.Download;
import org.stowbench.download.DownloadListener;
import org.stowbench.download.DownloadSettings;
import org.stowbench.io.FileProblem;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.io.StagedFolder;

/**
 * Gets libraries that do not ship: from where an earlier call kept them, from Maven's repository of
 * this machine, or from one on the web. Nothing is kept, and nothing loaded, that has not the
 * checksum of the list.
 *
 * @param kept the folder where they are kept, laid out as a Maven repository
 * @param local Maven's repository of this machine; need not be there
 * @param remote the address of a Maven repository
 * @param settings how to download
 * @param listener hears how that goes
 */
public record ExtraLibraries(
    Path kept, Path local, URI remote, DownloadSettings settings, DownloadListener listener) {

  private static final String SETTING = "STOWBENCH_REPOSITORY";
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

  public ExtraLibraries {
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(remote, "remote");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(listener, "listener");
  }

  /**
   * As this machine has them.
   *
   * @param home where data and caches live
   * @param environment where {@code STOWBENCH_REPOSITORY} is looked up, which stands in for Maven
   *     Central, and proxies
   * @throws InvalidInputException if that is no web address
   */
  public static ExtraLibraries of(
      Path home, Map<String, String> environment, DownloadListener listener) {
    Path usual = Path.of(System.getProperty("user.home"), ".m2", "repository");
    return new ExtraLibraries(
        home.resolve("libraries"),
        Optional.ofNullable(System.getProperty("maven.repo.local")).map(Path::of).orElse(usual),
        remote(environment),
        DownloadSettings.defaults(environment),
        listener);
  }

  private static URI remote(Map<String, String> environment) {
    String named = environment.getOrDefault(SETTING, "").strip();
    String address = named.isEmpty() ? CENTRAL : named;
    try {
      URI uri = URI.create(address.replaceFirst("/+$", ""));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like an address without a host.
    }
    throw new InvalidInputException(
        "%s is %s: must be the address of a Maven repository, https://HOST/PATH"
            .formatted(SETTING, InvalidInputException.excerpt(address)));
  }

  /**
   * A loader of the classes of a list's jars, behind all that the owner's own loader has.
   *
   * @param owner beside whose class the list ships: a line a jar, {@code group:artifact:version
   *     bytes sha256:digits}
   * @param list the list's file
   * @param whose whom they are for, for messages
   * @throws InvalidInputException if one is not here and cannot be fetched, or what comes is not it
   */
  public ClassLoader load(Class<?> owner, String list, String whose) {
    return load(ExtraLibrary.list(owner, list), owner.getClassLoader(), whose);
  }

  ClassLoader load(List<ExtraLibrary> libraries, ClassLoader parent, String whose) {
    List<URL> jars = new ArrayList<>();
    try {
      for (Path jar :
          libraries.stream().allMatch(this::isKept) ? here(libraries) : fetched(libraries, whose)) {
        jars.add(jar.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every file has an address", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "the libraries of %s cannot be kept in %s: %s".formatted(whose, kept, FileProblem.why(e)),
          e);
    }
    return new URLClassLoader("libraries of " + whose, jars.toArray(URL[]::new), parent);
  }

  private List<Path> here(List<ExtraLibrary> libraries) {
    return libraries.stream().map(one -> kept.resolve(one.path())).toList();
  }

  /** What is kept had its checksum when it came; to read 100 MB again at each start takes long. */
  private boolean isKept(ExtraLibrary library) {
    return hasSize(kept.resolve(library.path()), library);
  }

  private static boolean hasSize(Path file, ExtraLibrary library) {
    return Files.isRegularFile(file) && file.toFile().length() == library.bytes();
  }

  /** One process at a time: others wait, and find them here. */
  private List<Path> fetched(List<ExtraLibrary> libraries, String whose) throws IOException {
    StagedFolder.makeFolder(kept.toAbsolutePath());
    synchronized (ExtraLibraries.class) {
      try (FileOutputStream out = new FileOutputStream(kept.resolve(".lock").toFile());
          FileLock lock = out.getChannel().lock()) {
        long total =
            libraries.stream().filter(one -> !isKept(one)).mapToLong(ExtraLibrary::bytes).sum();
        long before = 0;
        for (ExtraLibrary library : libraries) {
          if (!isKept(library)) {
            fetch(library, whose, before, total);
            before += library.bytes();
          }
        }
      }
    }
    return here(libraries);
  }

  private void fetch(ExtraLibrary library, String whose, long before, long total)
      throws IOException {
    Path target = kept.resolve(library.path());
    // Beside its place until it is known to be right.
    Path coming = target.resolveSibling(library.file() + ".coming");
    StagedFolder.makeFolder(target.toAbsolutePath().getParent());
    Path there = local.resolve(library.path());
    try {
      if (hasSize(there, library) && Sha256.checksum(there).equals(library.checksum())) {
        link(there, coming);
      } else {
        download(library, coming, whose, before, total);
        requireRight(library, coming);
      }
      Files.move(coming, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(coming);
    }
  }

  /** The same bytes under two names where the disk can, so that they take their place once. */
  private static void link(Path there, Path coming) throws IOException {
    Files.deleteIfExists(coming);
    try {
      Files.createLink(coming, there);
    } catch (IOException | UnsupportedOperationException otherDisk) {
      Files.copy(there, coming, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void download(ExtraLibrary library, Path coming, String whose, long before, long total)
      throws IOException {
    URI source = URI.create(remote + "/" + library.path());
    String step = "fetching the libraries of " + whose + ", once";
    try {
      Download.to(
          source,
          coming,
          settings,
          (doing, done, of) -> listener.progressed(step, before + done, OptionalLong.of(total)));
    } catch (Download.BrokenOff e) {
      throw without(library, whose, "%s: %s".formatted(source.getHost(), e.getMessage()), e);
    } catch (InvalidInputException e) {
      throw without(library, whose, e.getMessage(), e);
    }
  }

  private void requireRight(ExtraLibrary library, Path coming) throws IOException {
    String found = Sha256.checksum(coming);
    if (!found.equals(library.checksum())) {
      throw new InvalidInputException(
          "%s/%s is not what it was when this version was made: found %s, must be %s"
              .formatted(remote, library.path(), found, library.checksum()));
    }
  }

  private InvalidInputException without(
      ExtraLibrary library, String whose, String why, Exception cause) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s needs %s, which does not ship and cannot be fetched (%s). %s names another Maven"
                + " repository; without the network, copy the folder %s from a machine that has it",
            whose,
            library.file(),
            why,
            SETTING,
            kept),
        cause);
  }
}
