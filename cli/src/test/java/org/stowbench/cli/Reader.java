package org.stowbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.stowbench.io.FileKind;
import org.stowbench.io.InvalidInputException;
import org.stowbench.testing.JavaWords;

/**
 * One that reads what comes from outside, and what it owes: whatever it is given, it reads it or
 * refuses it by name, in plain words, in time and within its memory.
 *
 * @param name what is fuzzed together: readers of one name share their minutes
 * @param file the file that is hostile; of messages, a name for what comes without a file
 * @param good what it reads without a complaint; empty where that would be too long
 * @param most the longest file that it takes; empty for messages
 * @param others what lies beside the file
 * @param use reads the file
 */
public record Reader(
    String name,
    String file,
    byte[] good,
    Optional<FileKind> most,
    Map<String, byte[]> others,
    Use use) {

  /** What is done with the file. */
  interface Use {
    void read(Path file) throws Exception;
  }

  /** What is done with a message. */
  interface Hearing {
    void of(byte[] message) throws Exception;
  }

  static Reader of(String name, String file, String good, FileKind most, Use use) {
    return of(name, file, good, most, Map.of(), use);
  }

  static Reader of(
      String name, String file, String good, FileKind most, Map<String, String> others, Use use) {
    return new Reader(name, file, bytes(good), Optional.of(most), texts(others), use);
  }

  /** Files of text, as they lie beside another. */
  static Map<String, byte[]> texts(Map<String, String> texts) {
    Map<String, byte[]> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, bytes(text)));
    return files;
  }

  static Reader ofMessages(String name, String message, String good, Hearing hearing) {
    return new Reader(
        name,
        message,
        bytes(good),
        Optional.empty(),
        Map.of(),
        file -> hearing.of(Files.readAllBytes(file)));
  }

  /** What others put into a file of theirs: no file as it stands, so none that may be too long. */
  static Reader within(String name, String file, String good, Use use) {
    return new Reader(name, file, bytes(good), Optional.empty(), Map.of(), use);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name + "/" + file;
  }

  /** The place of the file in a folder in which nothing lies but what should lie beside it. */
  Path place(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path left : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(left);
        }
      }
    }
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> other : others.entrySet()) {
      if (!other.getKey().equals(file)) {
        write(folder.resolve(other.getKey()), other.getValue());
      }
    }
    return folder.resolve(file);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /**
   * Reads this content, in a folder whose files it replaces.
   *
   * @throws AssertionError if it refused that in words that it should not
   * @throws Exception whatever else came out of it, and should not
   */
  public void read(byte[] content, Path folder) throws Exception {
    Path place = place(folder);
    write(place, content);
    try {
      use.read(place);
    } catch (InvalidInputException e) {
      String message = e.getMessage();
      // The list in which a plug-in stands has this name, and what it quotes may have been packed.
      List<String> words =
          JavaWords.in(
              message.replaceAll("META-INF/services/\\S+|found '[^']*'|entry \"[^\"]*\"", ""));
      // Some of them may be those that it was given, and says that it found.
      words.removeIf(new String(content, StandardCharsets.UTF_8)::contains);
      if (!words.isEmpty()) {
        throw new AssertionError("says " + words + ": " + message, e);
      }
      // By its own name, or by the file beside it that wants something of it.
      if (!message.contains(folder.toString()) && (most.isPresent() || e.where().isEmpty())) {
        throw new AssertionError("does not say where: " + message, e);
      }
    }
  }

  /** What it could not read once: the contents of files, each a few bytes. */
  List<byte[]> findings() throws IOException {
    Path folder =
        Path.of("..", "cli", "src", "test", "hostile", "findings", name, file.replace('/', '_'));
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      for (Path finding : files.sorted().toList()) {
        contents.add(Files.readAllBytes(finding));
      }
    }
    return contents;
  }
}
