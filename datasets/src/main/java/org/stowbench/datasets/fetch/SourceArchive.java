package org.stowbench.datasets.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.stowbench.download.DownloadListener;
import org.stowbench.io.StagedFolder;

/**
 * An archive of a pinned source. It is read twice: once to its end without writing a byte, to see
 * that it can be trusted, and once to unpack it.
 */
final class SourceArchive {

  private final Path archive;
  private final UnpackLimits limits;
  private final String root;

  private SourceArchive(Path archive, UnpackLimits limits, String root) {
    this.archive = archive;
    this.limits = limits;
    this.root = root;
  }

  /**
   * Reads the archive through.
   *
   * @throws org.stowbench.io.InvalidInputException if it is damaged, nobody should unpack it, or it
   *     is no archive of this source
   */
  static SourceArchive verified(Path archive, PinnedSource source, UnpackLimits limits)
      throws IOException {
    Map<String, Map<String, String>> checksumsByRoot = new HashMap<>();
    ArchiveReader.read(
        archive,
        limits,
        (path, content) -> {
          // Archives of a commit hold it in one folder; other people's may not.
          String inFolder = path.substring(path.indexOf('/') + 1);
          Optional<String> pinned =
              source.pins(path) ? Optional.of(path) : Optional.of(inFolder).filter(source::pins);
          if (pinned.isPresent()) {
            String root = path.substring(0, path.length() - pinned.get().length());
            checksumsByRoot
                .computeIfAbsent(root, r -> new LinkedHashMap<>())
                .put(pinned.get(), TextChecksum.of(content));
          }
        });
    String root = checksumsByRoot.keySet().stream().sorted().findFirst().orElse("");
    source.verify(checksumsByRoot.getOrDefault(root, Map.of()), archive.toString());
    return new SourceArchive(archive, limits, root);
  }

  /** Unpacks what lies under the source's root. */
  void unpack(StagedFolder target, DownloadListener listener) throws IOException {
    ArchiveReader.read(
        archive,
        limits,
        new ArchiveReader.Sink() {
          private long bytes;

          @Override
          public void file(String path, InputStream content) throws IOException {
            if (path.startsWith(root)) {
              target.write(path.substring(root.length()), counted(content));
            }
          }

          private InputStream counted(InputStream content) {
            return new FilterInputStream(content) {
              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                bytes += Math.max(0, read);
                listener.progressed("unpacking", bytes, OptionalLong.empty());
                return read;
              }
            };
          }
        });
  }
}
