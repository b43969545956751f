package org.stowbench.predictors.llm.cache;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Json;
import org.stowbench.io.JsonInput;
import org.stowbench.io.StagedFolder;
import org.stowbench.io.UsageJson;
import org.stowbench.predictors.llm.chat.ModelReply;
import org.stowbench.run.Conversation;

/**
 * Replies by key, one file each, under {@code cache/replies} of the home folder. A file is written
 * beside and moved into place, so that other processes see the whole of it or nothing, and a kill
 * leaves nothing half-written but a temporary file that nobody reads. A file that is damaged all
 * the same, by a machine that lost power, counts as none.
 */
public final class ReplyCache {

  private final Path folder;

  /**
   * The cache of a home folder.
   *
   * @param home need not exist
   */
  public ReplyCache(Path home) {
    this.folder = home.resolve("cache").resolve("replies");
  }

  /** Where the files are. */
  public Path folder() {
    return folder;
  }

  /**
   * How much there is.
   *
   * @param replies how many
   * @param bytes how large their files are together
   */
  public record Stats(long replies, long bytes) {}

  /** Counts the replies. */
  public Stats stats() throws IOException {
    long replies = 0;
    long bytes = 0;
    try (Stream<Path> files = files()) {
      for (Path file : (Iterable<Path>) files::iterator) {
        replies += isReply(file) ? 1 : 0;
        bytes += Files.size(file);
      }
    }
    return new Stats(replies, bytes);
  }

  /**
   * One conversation whose replies are kept.
   *
   * @param model that was asked
   * @param url where
   * @param parameters that were sent; empty for replies that were kept before they said so
   * @param said by both
   */
  public record Kept(String model, String url, Optional<String> parameters, Conversation said) {}

  /**
   * The conversations about a query, by model, address and what was said. Replies that were kept
   * before they held what they were given to are not found.
   *
   * @param query its id; several datasets may have it
   * @param model such as {@code openai/gpt-4o}; empty for all
   */
  public List<Kept> about(String query, Optional<String> model) throws IOException {
    List<KeptReply> replies = new ArrayList<>();
    try (Stream<Path> files = files().filter(ReplyCache::isReply)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          KeptReply.read(InputFile.of(file, FileKind.DOCUMENT).json())
              .filter(reply -> reply.query().equals(query))
              .filter(reply -> model.map(reply.model()::equals).orElse(true))
              .ifPresent(replies::add);
        } catch (InvalidInputException damaged) {
          // Counts as none.
        }
      }
    }
    return KeptReply.conversations(replies);
  }

  /** Deletes all replies, and says how many there were. */
  public long clear() throws IOException {
    long replies = 0;
    try (Stream<Path> files = files()) {
      for (Path file : (Iterable<Path>) files::iterator) {
        replies += Files.deleteIfExists(file) && isReply(file) ? 1 : 0;
      }
    }
    return replies;
  }

  private static boolean isReply(Path file) {
    return file.toString().endsWith(".json");
  }

  private Stream<Path> files() throws IOException {
    return Files.isDirectory(folder)
        ? Files.walk(folder, 2).filter(Files::isRegularFile)
        : Stream.empty();
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key + ".json");
  }

  Optional<ModelReply> read(String key) throws IOException {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    try {
      JsonInput json = InputFile.of(file, FileKind.DOCUMENT).json();
      return Optional.of(json.build(kept -> ModelReply.read(kept, ReplyCache::latency)));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static Duration latency(JsonInput json) {
    return Duration.ofNanos(json.field("latency_ns").longInteger());
  }

  void delete(String key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  /**
   * Keeps a reply.
   *
   * @param asked what it was given to: query, url, model, sample, parameters, messages
   */
  void write(String key, ObjectNode asked, ModelReply reply) throws IOException {
    ObjectNode json = Json.object();
    json.set("asked", asked);
    json.put("text", reply.text());
    reply.thoughts().ifPresent(thoughts -> json.put("thoughts", thoughts));
    reply.usage().ifPresent(usage -> UsageJson.write(usage, json));
    reply.finishReason().ifPresent(reason -> json.put("finish_reason", reason));
    reply.model().ifPresent(model -> json.put("model", model));
    json.put("latency_ns", reply.latency().toNanos());
    if (reply.free()) {
      json.put(ModelReply.FREE, true);
    }
    Path file = file(key);
    StagedFolder.makeFolder(file.getParent());
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Writing into a pipe waits for who reads it, perhaps for ever.
      throw new FileSystemException(file.toString(), null, "is no plain file");
    }
    AtomicFile.write(file, Json.line(json));
  }
}
