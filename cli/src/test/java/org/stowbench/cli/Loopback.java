package org.stowbench.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.stowbench.datasets.fetch.PinnedSource;
import org.stowbench.datasets.format.DatasetDescription;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.tables.TablesImporterProvider;
import org.stowbench.io.Json;
import org.stowbench.io.Sha256;
import org.stowbench.query.Answer;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/**
 * The other side of {@link KillsTest}: a model that remembers what it was asked, and a place where
 * a dataset is published. Neither is fast, so that there is time to be killed in.
 */
final class Loopback {

  private static final int QUESTIONS = 40;
  private static final int PADDING = 2_000_000;
  private static final int SLOWNESS_MILLIS = 5;

  private static final String SCENES = "scene\nk\n";
  private static final Pattern ITEM = Pattern.compile("thing (\\d+)");
  private static final Pattern QUERY = Pattern.compile("\"query\":\"q(\\d+)\"");
  private static final Set<String> ASKED = new ConcurrentSkipListSet<>();
  private static final byte[] ARCHIVE = archive();
  private static final HttpServer SERVER = start();

  private Loopback() {}

  /** A dataset that is published here, as tables. */
  public static final class Shelf implements ImporterProvider {

    /** For {@link java.util.ServiceLoader}. */
    public Shelf() {}

    @Override
    public String name() {
      return "shelf";
    }

    @Override
    public List<String> description() {
      return List.of("Import a shelf.");
    }

    @Override
    public ImportOption from() {
      return ImportOption.from("DIR", "The tables.");
    }

    @Override
    public String example() {
      return "--from tables";
    }

    @Override
    public Optional<String> dataset() {
      return Optional.of("shelf");
    }

    @Override
    public Optional<PinnedSource> published() {
      URI nowhere = URI.create("https://127.0.0.1:1/shelf.zip");
      return Optional.of(
          new PinnedSource(
              "shelf",
              "A shelf.",
              nowhere.toString(),
              "0".repeat(40),
              List.of(nowhere),
              // Whatever line end it has, and without the last one.
              List.of(
                  new PinnedSource.PinnedFile(
                      "scenes.csv", Sha256.checksum(SCENES.strip()), true))));
    }

    @Override
    public boolean recognises(Path from) {
      return Files.exists(from.resolve("scenes.csv"));
    }

    @Override
    public ImportResult importTo(ImportRequest request) throws IOException {
      return new TablesImporterProvider().importTo(request);
    }
  }

  /** Makes the shelf an importer for whoever has this folder on its class path. */
  static Path install(Path folder) throws IOException {
    Path file = folder.resolve("META-INF/services").resolve(ImporterProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, Shelf.class.getName() + "\n");
    return folder;
  }

  /** Questions about things of numbers of their own, so that each can be told from the others. */
  static void writeAsked(Path folder) throws IOException {
    Scene row = TestKitchens.row("row", 4);
    try (DatasetWriter writer = DatasetWriter.create(folder)) {
      writer.scene(row);
      for (int i = 0; i < QUESTIONS; i++) {
        LabeledQuery query =
            TestKitchens.query("q" + i, row, "thing " + i, "h" + i, Answer.container(i % 4));
        writer.query(query, "eval");
      }
      writer.commit(
          new DatasetDescription(
              "asked", "Asked", "", "CC0-1.0", "none", Json.object(), false, "eval"));
    }
  }

  static String url() {
    return "http://127.0.0.1:" + SERVER.getAddress().getPort();
  }

  static void stop() {
    SERVER.stop(0);
  }

  /** The numbers of the things that were asked for since {@link #forget}. */
  static Set<String> asked() {
    return ASKED;
  }

  static void forget() {
    ASKED.clear();
  }

  /** The numbers of the questions whose answers a folder holds, in its cache or a journal. */
  static Set<String> kept(Path folder) throws IOException {
    Set<String> kept = new TreeSet<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      boolean reply = name.endsWith(".json") && file.toString().contains("replies");
      if (reply || name.equals("journal.jsonl")) {
        lines(file)
            .filter(line -> !line.contains("\"error\""))
            .forEach(
                line -> QUERY.matcher(line).results().forEach(found -> kept.add(found.group(1))));
      }
    }
    return kept;
  }

  /** The lines of all journals that are whole. */
  static Set<String> wholeLines(Path folder) throws IOException {
    Set<String> whole = new TreeSet<>();
    for (Path file : files(folder)) {
      if (file.endsWith("journal.jsonl")) {
        lines(file).map(line -> file + " " + line).forEach(whole::add);
      }
    }
    return whole;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static Stream<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    int end = file.toString().endsWith("l") ? text.lastIndexOf('\n') + 1 : text.length();
    return text.substring(0, end).lines();
  }

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(
          Executors.newCachedThreadPool(
              task -> {
                Thread thread = new Thread(task, "loopback");
                thread.setDaemon(true);
                return thread;
              }));
      server.createContext("/", Loopback::answer);
      server.createContext("/shelf.zip", Loopback::send);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String prompt = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Matcher item = ITEM.matcher(prompt);
    int number = item.find() ? Integer.parseInt(item.group(1)) : 0;
    ASKED.add(String.valueOf(number));
    pause();
    byte[] body =
        ("{\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"{\\\"ranking\\\": [{\\\"container\\\": "
                + (1 + number % 4)
                + ", \\\"probability\\\": 1}]}\"}}],"
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":9,\"total_tokens\":18}}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void send(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
    exchange.getResponseHeaders().set("ETag", "\"one\"");
    if (range != null) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, ARCHIVE.length - 1, ARCHIVE.length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, ARCHIVE.length - from);
    try (OutputStream out = exchange.getResponseBody()) {
      for (int at = from; at < ARCHIVE.length; at += 1 << 15) {
        out.write(ARCHIVE, at, Math.min(1 << 15, ARCHIVE.length - at));
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(SLOWNESS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] archive() {
    byte[] padding = new byte[PADDING];
    new Random(1).nextBytes(padding);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "scenes.csv", SCENES.getBytes(StandardCharsets.UTF_8));
      put(
          zip,
          "containers.csv",
          "scene,left,top,right,bottom\nk,0,0,9,9\n".getBytes(StandardCharsets.UTF_8));
      String rows =
          IntStream.range(0, 3000)
              .mapToObj(i -> "k,thing %d,0\n".formatted(i))
              .collect(Collectors.joining("", "scene,item,truth\n", ""));
      put(zip, "queries.csv", rows.getBytes(StandardCharsets.UTF_8));
      put(zip, "photo.png", padding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry("shelf-1/" + name));
    zip.write(content);
  }
}
