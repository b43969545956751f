package org.stowbench.extra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.download.DownloadListener;
import org.stowbench.download.DownloadSettings;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.testing.PluginJar;
import org.stowbench.testing.ScriptedServer;

/** Libraries that do not ship come once, whole and unchanged, or not at all. */
class ExtraLibrariesTest {

  @TempDir Path temp;
  private byte[] jar;
  private ExtraLibrary library;

  @BeforeEach
  void makeJar() throws IOException {
    Path made =
        new PluginJar()
            .with(temp, "package far; public class Model { public int size() { return 42; } }")
            .write(temp.resolve("made.jar"));
    jar = Files.readAllBytes(made);
    library = new ExtraLibrary("org.far", "model", "1.0", jar.length, Sha256.checksum(made));
  }

  private Path kept() {
    return temp.resolve("home/libraries/org/far/model/1.0/model-1.0.jar");
  }

  private Path local() {
    return temp.resolve("m2");
  }

  private ExtraLibraries from(URI remote, DownloadListener listener) {
    return new ExtraLibraries(
        temp.resolve("home/libraries"),
        local(),
        remote,
        new DownloadSettings(Duration.ofSeconds(5), 2, Duration.ofMillis(1), 10_000_000, Map.of()),
        listener);
  }

  private void assertLoads(ExtraLibraries libraries) throws Exception {
    ClassLoader loader = libraries.load(List.of(library), getClass().getClassLoader(), "the test");
    Object model = loader.loadClass("far.Model").getConstructor().newInstance();
    assertThat(model.getClass().getMethod("size").invoke(model)).isEqualTo(42);
    assertThat(left()).containsExactlyInAnyOrder(".lock", "model-1.0.jar");
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("home"))) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  private static URI nobody() throws IOException {
    try (ServerSocket closed = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/maven2");
    }
  }

  @Test
  void they_are_fetched_once_from_the_repository_that_is_named() throws Exception {
    List<Long> heard = new ArrayList<>();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(jar))) {
      ExtraLibraries libraries =
          from(
              server.uri("/mirror"),
              (step, done, total) -> {
                assertThat(step).isEqualTo("fetching the libraries of the test, once");
                assertThat(total).hasValue(jar.length);
                heard.add(done);
              });
      assertLoads(libraries);
      assertLoads(libraries);
      assertThat(server.requests())
          .extracting(ScriptedServer.Request::target)
          .containsExactly("/mirror/org/far/model/1.0/model-1.0.jar");
    }
    assertThat(heard).endsWith((long) jar.length);
    assertLoads(from(nobody(), DownloadListener.NONE));
  }

  @Test
  void what_maven_has_on_this_machine_is_taken_from_there() throws Exception {
    Path there = local().resolve(library.path());
    Files.createDirectories(there.getParent());
    Files.write(there, jar);
    assertLoads(from(nobody(), DownloadListener.NONE));
  }

  @Test
  void what_is_damaged_in_mavens_repository_is_fetched() throws Exception {
    Path there = local().resolve(library.path());
    Files.createDirectories(there.getParent());
    byte[] damaged = jar.clone();
    damaged[jar.length / 2] ^= 1;
    Files.write(there, damaged);
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(jar))) {
      assertLoads(from(server.uri(""), DownloadListener.NONE));
    }
    assertThat(there).hasBinaryContent(damaged);
  }

  @Test
  void what_was_changed_on_the_way_is_not_kept() throws IOException {
    byte[] changed = jar.clone();
    changed[jar.length / 2] ^= 1;
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(changed))) {
      ExtraLibraries libraries = from(server.uri(""), DownloadListener.NONE);
      assertThatThrownBy(
              () -> libraries.load(List.of(library), getClass().getClassLoader(), "the test"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("model-1.0.jar is not what it was when this version was made")
          .hasMessageContaining("must be " + library.checksum());
    }
    assertThat(kept()).doesNotExist();
    assertThat(left()).containsExactly(".lock");
  }

  @Test
  void without_a_network_the_ways_out_are_named() throws IOException {
    ExtraLibraries libraries = from(nobody(), DownloadListener.NONE);
    assertThatThrownBy(
            () -> libraries.load(List.of(library), getClass().getClassLoader(), "predictor far"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "predictor far needs model-1.0.jar, which does not ship and cannot be fetched"
                + " (127.0.0.1: no connection). STOWBENCH_REPOSITORY names another Maven"
                + " repository; without the network, copy the folder "
                + temp.resolve("home/libraries")
                + " from a machine that has it");
  }

  @Test
  void a_repository_that_is_no_address_is_refused() {
    for (String wrong : List.of("ftp://host/x", "mirror", "http://", "\u0000")) {
      assertThatThrownBy(
              () ->
                  ExtraLibraries.of(
                      temp, Map.of("STOWBENCH_REPOSITORY", wrong), DownloadListener.NONE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("STOWBENCH_REPOSITORY is ");
    }
    assertThat(
            ExtraLibraries.of(
                    temp,
                    Map.of("STOWBENCH_REPOSITORY", "https://mirror.org/m/"),
                    DownloadListener.NONE)
                .remote())
        .hasToString("https://mirror.org/m");
  }
}
