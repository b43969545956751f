package org.stowbench.datasets.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;

/**
 * What is known of a source before it is fetched.
 *
 * @param dataset the id of the dataset that it becomes
 * @param summary what it is, for the help
 * @param repository where it lives, for people
 * @param commit which state of it is meant
 * @param archives where an archive of that commit is to be had; tried in this order
 * @param files what is known of its content
 */
public record PinnedSource(
    String dataset,
    String summary,
    String repository,
    String commit,
    List<URI> archives,
    List<PinnedFile> files) {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /**
   * A file whose content is known.
   *
   * @param path its path in the source, with {@code /}
   * @param checksum of its text, see {@link TextChecksum}
   * @param required whether the source is unusable without it
   */
  public record PinnedFile(String path, String checksum, boolean required) {

    public PinnedFile {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(checksum, "checksum");
    }
  }

  public PinnedSource {
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(summary, "summary");
    Objects.requireNonNull(repository, "repository");
    if (!COMMIT.matcher(commit).matches()) {
      throw new IllegalArgumentException(
          "commit " + commit + ": must be 40 hexadecimal digits, since a branch moves");
    }
    archives = List.copyOf(archives);
    files = List.copyOf(files);
  }

  /** Reads what an importer ships, a resource beside its class. */
  public static PinnedSource read(Class<?> importer, String resource) {
    try (InputStream in = importer.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonInput json = JsonInput.parse(text, InputLocation.of(resource));
      return new PinnedSource(
          json.field("dataset").name(),
          json.field("summary").name(),
          json.field("repository").name(),
          json.field("commit").name(),
          json.field("archives").elements().stream().map(JsonInput::name).map(URI::create).toList(),
          json.field("files").elements().stream()
              .map(
                  file ->
                      new PinnedFile(
                          file.field("path").name(),
                          file.field("text_checksum").name(),
                          file.field("required").bool()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This source with other places to get it from. */
  PinnedSource at(URI archive) {
    return new PinnedSource(dataset, summary, repository, commit, List.of(archive), files);
  }

  /** Whether a file is one whose content is known. */
  boolean pins(String path) {
    return files.stream().anyMatch(file -> file.path().equals(path));
  }

  /**
   * Holds a folder against what is known.
   *
   * @throws InvalidInputException if a file is another than is known, or a required one is missing
   */
  void verify(Path folder) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    for (PinnedFile file : files) {
      Path path = folder.resolve(file.path());
      if (Files.isRegularFile(path)) {
        try (InputStream in = InputFile.of(path, FileKind.RECORDS).open()) {
          found.put(file.path(), TextChecksum.of(in));
        }
      }
    }
    verify(found, folder.toString());
  }

  /**
   * Holds checksums against what is known.
   *
   * @param found the checksums of the files that are there, by path
   * @param where what they are in, for messages
   */
  void verify(Map<String, String> found, String where) {
    for (PinnedFile file : files) {
      Optional<String> checksum = Optional.ofNullable(found.get(file.path()));
      InputLocation location = InputLocation.of(where).child(file.path());
      if (checksum.isEmpty() && file.required()) {
        throw new InvalidInputException(
            InputLocation.of(where),
            "holds no %s: must be %s or an archive of it".formatted(file.path(), repository));
      }
      if (checksum.isPresent() && !checksum.get().equals(file.checksum())) {
        throw new InvalidInputException(
            location,
            "not the file that was published: expected %s, found %s"
                .formatted(file.checksum(), checksum.get()));
      }
    }
  }
}
