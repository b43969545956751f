package org.stowbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as they should not be: of every wrong kind, and good ones with one thing wrong. */
final class HostileFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What stands in a field instead of what should. */
  private static final List<String> WRONG_VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "12345678901234567890",
          "0.5",
          "\"\"",
          "\"drawer\"",
          "[]",
          "[[]]",
          "{}",
          "{\"a\":1}",
          "NaN",
          "\"\\u001b[31m\\ud800\"");

  /** Taken in turn: all of them in every field would take minutes, and find the same. */
  private static final int VALUES_A_FIELD = 3;

  private final Path folder;
  private int files;

  HostileFiles(Path folder) {
    this.folder = folder;
  }

  /** What no command can read, whatever it wants. */
  List<Path> all() throws IOException {
    Files.createDirectories(folder.resolve("folder"));
    byte[] noise = new byte[3000];
    new Random(1).nextBytes(noise);
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("empty", new byte[0]);
    contents.put("noise", noise);
    contents.put("zeros", new byte[100]);
    contents.put("cut.gz", half(gzip(noise)));
    contents.put("cut.zip", half(zip("a.json", noise)));
    contents.put(
        "name.zip",
        new String(zip("abcd", new byte[9]), StandardCharsets.ISO_8859_1)
            .replace("abcd", "a\u00ff\u00c3(")
            .getBytes(StandardCharsets.ISO_8859_1));
    contents.put("good.gz", gzip("{}".getBytes(StandardCharsets.UTF_8)));
    contents.put("good.zip", zip("a.json", "{}".getBytes(StandardCharsets.UTF_8)));
    contents.put("latin1.csv", "query,answer\nq\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("bom.json", "\ufeff");
    texts.put("bom-object.json", "\ufeff{}");
    texts.put("spaces", " \n \n");
    texts.put("prose.txt", "Once upon a time there was a drawer.\nIt was shut.\n");
    texts.put("object.json", "{}");
    texts.put("list.json", "[]");
    texts.put("number.json", "1e999");
    texts.put("nothing.json", "null");
    texts.put("text.json", "\"drawer\"");
    texts.put("nan.json", "{\"query\": NaN}");
    texts.put("cut.json", "{\"query\": \"q1\", \"rank");
    texts.put("twice.json", "{\"query\": \"q1\", \"query\": \"q2\"}");
    texts.put("comma.json", "{\"query\": \"q1\",}");
    texts.put("quote.json", "{'query': 'q1'}");
    texts.put("escape.json", "{\"query\": \"\\x\", \"a\": \"\u0001\"}");
    texts.put("long-number.json", "{\"query\": " + "9".repeat(1500) + "}");
    texts.put("deep.json", "[".repeat(3000) + "]".repeat(3000));
    texts.put("deep-objects.json", "{\"a\":".repeat(3000) + "1" + "}".repeat(3000));
    texts.put("header.csv", "query,answer\n");
    texts.put("ragged.csv", "query,answer,probability\nq1,0\nq1,0,1,2,3\n");
    texts.put("quote.csv", "query,answer\n\"q1,0\nq2,1\n");
    texts.put("numbers.csv", "query,answer,probability\nq1,0,NaN\nq2,99999999999,-1e999\n");
    texts.put("columns.csv", "a,b,a\n1,2,3\n");
    texts.put("region.csv", "query,answer\nq1,\"[[1,2],[NaN\"\nq2,\"[[1,2]]\"\n");
    texts.put("bad.yaml", "a: [1\nb: }\n");
    texts.put("tab.yaml", "a:\n\t- b\n");
    texts.put("alias.yaml", "a: &a [*a]\nb: !!java.io.File x\n");
    texts.put("two.yaml", "a: 1\n---\na: 2\n");
    texts.forEach((name, text) -> contents.put(name, text.getBytes(StandardCharsets.UTF_8)));
    List<Path> all = new ArrayList<>();
    all.add(folder.resolve("not-there"));
    all.add(folder.resolve("folder"));
    all.add(Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null")));
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      all.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    all.add(all.get(3).resolve("inside"));
    Path loop = folder.resolve("loop");
    all.add(Files.createSymbolicLink(loop, loop));
    return all;
  }

  /**
   * A good file with one thing wrong each time: a field with another value or gone, in JSON, JSON
   * Lines or whatever else, the end missing, and a byte changed.
   */
  private List<Path> mutants(Path good, Sample sample) throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    List<byte[]> mutants = new ArrayList<>();
    mutants.add(half(bytes));
    mutants.add(Arrays.copyOf(bytes, Math.max(0, bytes.length - 3)));
    for (int i = 1; i < 6; i++) {
      byte[] flipped = bytes.clone();
      flipped[(int) ((long) bytes.length * i / 6)] ^= 0x15;
      mutants.add(flipped);
    }
    if (bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[')) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      String first = JSON.readTree(text).toString();
      // Of JSON Lines, the first line; of one object, all of it.
      boolean lines = good.toString().endsWith(".jsonl");
      String rest = lines ? text.substring(text.indexOf('\n')) : "";
      for (String changed : changed(first)) {
        mutants.add((changed + rest).getBytes(StandardCharsets.UTF_8));
      }
    }
    List<Path> paths = new ArrayList<>();
    for (byte[] mutant : sample.of(mutants, good.getFileName().toString())) {
      Path place = Files.createDirectories(folder.resolve("mutant-" + ++files));
      paths.add(Files.write(place.resolve(good.getFileName()), mutant));
    }
    return paths;
  }

  /** A folder with one of its files replaced by each of a sample of its mutants. */
  List<Path> mutants(Path goodFolder, String file, Sample sample) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (Path mutant : mutants(goodFolder.resolve(file), sample)) {
      try (var others = Files.list(goodFolder)) {
        for (Path other : (Iterable<Path>) others::iterator) {
          Path copy = mutant.resolveSibling(other.getFileName());
          if (!Files.exists(copy) && Files.isRegularFile(other)) {
            Files.createLink(copy, other);
          }
        }
      }
      folders.add(mutant.getParent());
    }
    return folders;
  }

  /** One JSON document with one of its fields wrong each time. */
  private static List<String> changed(String json) throws IOException {
    List<String> changed = new ArrayList<>();
    List<String> pointers = new ArrayList<>();
    collect(JSON.readTree(json), "", pointers);
    int next = 0;
    for (String pointer : pointers) {
      for (int i = 0; i < VALUES_A_FIELD; i++) {
        String wrong = WRONG_VALUES.get(next++ % WRONG_VALUES.size());
        JsonNode copy = JSON.readTree(json);
        replace(copy, pointer, "\u0000");
        changed.add(copy.toString().replace("\"\\u0000\"", wrong));
      }
      JsonNode copy = JSON.readTree(json);
      replace(copy, pointer, null);
      changed.add(copy.toString());
    }
    return changed;
  }

  /** Every field, and the first element of every list. */
  private static void collect(JsonNode node, String pointer, List<String> pointers) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                String child = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
                pointers.add(child);
                collect(field.getValue(), child, pointers);
              });
    } else if (node instanceof ArrayNode list && !list.isEmpty()) {
      pointers.add(pointer + "/0");
      collect(list.get(0), pointer + "/0", pointers);
    }
  }

  private static void replace(JsonNode root, String pointer, String text) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, slash));
    String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    if (parent instanceof ObjectNode object) {
      if (text == null) {
        object.remove(name);
      } else {
        object.put(name, text);
      }
    } else if (parent instanceof ArrayNode list) {
      list.remove(0);
      if (text != null) {
        list.insert(0, text);
      }
    }
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  private static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  private static byte[] zip(String entry, byte[] content) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
          }
        });
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
