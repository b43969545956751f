package org.stowbench.datasets.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.download.Download;
import org.stowbench.download.DownloadListener;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.StagedFolder;

/**
 * Fetches a dataset that is published somewhere, and installs it.
 *
 * <ol>
 *   <li>An archive of the pinned commit is downloaded, or one that somebody brings is taken.
 *   <li>It is read to its end before a byte of it is written: no links, no paths that lead
 *       elsewhere, no bombs, and the files whose content is known are those.
 *   <li>It is unpacked beside its place, imported, and moved into its place.
 * </ol>
 *
 * <p>If any of this fails, the dataset and the sources that were installed before are as they were,
 * and nothing else is left but the part of a download that can go on.
 *
 * @param <R> what the import reports
 */
public final class Fetcher<R> {

  /**
   * Imports what was fetched.
   *
   * @param <R> what it reports
   */
  @FunctionalInterface
  public interface Importing<R> {
    /** Makes a dataset at {@code target} from the files in {@code source}. */
    R importTo(Path source, Path target) throws IOException;
  }

  private final Catalogue catalogue;
  private final PinnedSource source;
  private final FetchSettings settings;
  private final DownloadListener listener;
  private final Importing<R> importing;

  /**
   * A fetcher.
   *
   * @param catalogue where to install
   * @param source what to fetch
   * @param importing makes the dataset of it
   */
  public Fetcher(
      Catalogue catalogue,
      PinnedSource source,
      FetchSettings settings,
      DownloadListener listener,
      Importing<R> importing) {
    this.catalogue = catalogue;
    this.source = source;
    this.settings = settings;
    this.listener = listener;
    this.importing = Objects.requireNonNull(importing, "importing");
  }

  /**
   * Fetches and installs.
   *
   * @param from an {@code https:} or {@code http:} address of an archive, an archive's file, or a
   *     checkout's folder; empty for where the source is published
   * @param keep whether to keep what was unpacked, for its photos and recorded answers; a folder
   *     that somebody brings is never copied and never deleted
   * @throws InvalidInputException if what comes is not the source, cannot be trusted, or cannot be
   *     reached
   */
  public R fetch(Optional<String> from, boolean keep) throws IOException {
    if (from.isEmpty()) {
      return download(source, keep);
    }
    if (from.get().matches("(?i)https?://.*")) {
      return download(source.at(address(from.get())), keep);
    }
    Path path = local(from.get());
    if (Files.isDirectory(path)) {
      source.verify(path);
      R report = importing.importTo(path, catalogue.folder(source.dataset()));
      catalogue.rememberSource(source.dataset(), path);
      return report;
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidInputException(
          InputLocation.of(path), "must be an archive, a checkout's folder, or an https address");
    }
    return install(path, keep);
  }

  private static Path local(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          InvalidInputException.excerpt(name) + " cannot be the name of a file", e);
    }
  }

  private static URI address(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, like an address without a host.
    }
    throw new InvalidInputException(
        "address " + InvalidInputException.excerpt(text) + ": must be https://HOST/PATH");
  }

  private R download(PinnedSource wanted, boolean keep) throws IOException {
    Path archive = catalogue.download(source.dataset() + "-" + source.commit());
    try {
      downloadFromAny(wanted, archive);
      return install(archive, keep);
    } finally {
      if (Files.exists(archive)) { // else its folder may be none, which has been said
        Files.delete(archive);
      }
      deleteIfEmpty(archive.getParent());
    }
  }

  private void downloadFromAny(PinnedSource wanted, Path archive) throws IOException {
    Optional<RuntimeException> first = Optional.empty();
    for (URI uri : wanted.archives()) {
      try {
        Download.to(uri, archive, settings.download(), listener);
        return;
      } catch (Download.BrokenOff e) {
        first = Optional.of(first.orElse(unreachable(uri, e)));
      } catch (InvalidInputException e) {
        // The next place may have the right file; if none has, the first one's message is reported.
        first = Optional.of(first.orElse(e));
      }
    }
    throw first.orElseThrow();
  }

  private InvalidInputException unreachable(URI uri, Download.BrokenOff e) {
    long kept = e.kept();
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "cannot fetch %s (%s)%s. Without the network: `stowbench datasets fetch %s --from FILE`"
                + " takes an archive of commit %s of %s, `--from DIR` a checkout of it",
            uri.getHost(),
            e.getMessage(),
            kept > 0 ? String.format(Locale.ROOT, "; %,d bytes are kept to go on from", kept) : "",
            source.dataset(),
            source.commit().substring(0, 12),
            source.repository()),
        e);
  }

  private R install(Path archive, boolean keep) throws IOException {
    SourceArchive verified = SourceArchive.verified(archive, source, settings.unpack());
    Path kept = catalogue.sources(source.dataset());
    try (StagedFolder staged = StagedFolder.at(kept, anything -> {})) {
      verified.unpack(staged, listener);
      R report = importing.importTo(staged.folder(), catalogue.folder(source.dataset()));
      if (keep) {
        staged.commit();
        catalogue.rememberSource(source.dataset(), kept);
      } else {
        catalogue.forgetSource(source.dataset());
      }
      return report;
    } finally {
      deleteIfEmpty(kept.getParent());
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(folder);
    }
  }
}
