package org.stowbench.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.datasets.shic.ImportReport;
import org.stowbench.datasets.shic.ShicImporter;
import org.stowbench.datasets.shic.ShicImporterProvider;
import org.stowbench.datasets.shic.SmallCheckout;
import org.stowbench.datasets.tidybot.TidyBotImporterProvider;
import org.stowbench.download.DownloadListener;
import org.stowbench.download.DownloadSettings;
import org.stowbench.io.InvalidInputException;
import org.stowbench.testing.OfficialData;
import org.stowbench.testing.ScriptedServer;

/** From a server to an installed dataset, and what is left when that fails. */
class FetcherTest {

  private static final String COMMIT = "0123456789012345678901234567890123456789";

  @TempDir Path temp;
  private Path home;
  private Catalogue catalogue;
  private Path checkout;
  private byte[] archive;

  @BeforeEach
  void makeSource() throws IOException {
    home = temp.resolve("home");
    catalogue = new Catalogue(home);
    checkout = new SmallCheckout(Files.createDirectory(temp.resolve("checkout"))).whole().root();
    archive = Archives.tarOf(checkout, "thesis-" + COMMIT + "/");
  }

  private PinnedSource source(URI... archives) throws IOException {
    try (InputStream in = Files.newInputStream(checkout.resolve(SmallCheckout.EVAL))) {
      return new PinnedSource(
          "shic",
          "kitchens",
          "https://example.org/kitchens",
          COMMIT,
          List.of(archives),
          List.of(
              new PinnedSource.PinnedFile(SmallCheckout.EVAL, TextChecksum.of(in), true),
              new PinnedSource.PinnedFile("not/there.json", "sha256:0", false)));
    }
  }

  private Fetcher<ImportReport> fetcher(URI... archives) throws IOException {
    FetchSettings settings =
        new FetchSettings(
            new DownloadSettings(
                Duration.ofSeconds(5), 2, Duration.ofMillis(1), 10_000_000, Map.of()),
            new UnpackLimits(1000, 10_000_000, 200, 1_000_000));
    return new Fetcher<>(
        catalogue, source(archives), settings, DownloadListener.NONE, FetcherTest::imported);
  }

  private static ImportReport imported(Path files, Path target) throws IOException {
    return new ShicImporter(files).importTo(target);
  }

  private List<String> leftInHome() throws IOException {
    if (!Files.exists(home)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(path -> !path.equals(home))
          .map(path -> home.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private void assertInstalled() throws IOException {
    assertThat(catalogue.open("shic:eval").info().queries()).isEqualTo(3);
    assertThat(leftInHome()).noneMatch(path -> path.contains("downloads"));
    assertThat(leftInHome()).noneMatch(path -> path.contains("/."));
  }

  @Test
  void a_fetched_source_is_installed_and_its_checkout_kept() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(archive))) {
      fetcher(server.uri("/thesis.tar.gz")).fetch(Optional.empty(), true);
    }
    assertInstalled();
    assertThat(catalogue.source("shic")).contains(home.resolve("sources/shic").toAbsolutePath());
    assertThat(home.resolve("sources/shic").resolve("cleaned_responses.csv")).exists();
  }

  @Test
  void the_checkout_need_not_be_kept() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(archive))) {
      fetcher(server.uri("/a")).fetch(Optional.empty(), false);
    }
    assertInstalled();
    assertThat(home.resolve("sources")).doesNotExist();
    assertThat(catalogue.source("shic")).isEmpty();
  }

  @Test
  void fetching_again_replaces_what_was_there() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(archive))) {
      fetcher(server.uri("/a")).fetch(Optional.empty(), true);
      Files.writeString(home.resolve("sources/shic/older"), "x");
      fetcher(server.uri("/a")).fetch(Optional.empty(), true);
    }
    assertInstalled();
    assertThat(home.resolve("sources/shic/older")).doesNotExist();
  }

  @Test
  void a_mirror_an_archive_of_either_kind_and_a_checkout_do_as_well() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(archive))) {
      fetcher().fetch(Optional.of(server.uri("/mirror").toString()), false);
      assertInstalled();
    }
    for (byte[] bytes :
        List.of(archive, Archives.zipOf(checkout, "x/"), Archives.tarOf(checkout, ""))) {
      Path file = Files.write(temp.resolve("archive"), bytes);
      fetcher().fetch(Optional.of(file.toString()), true);
      assertInstalled();
      assertThat(file).exists();
    }
    fetcher().fetch(Optional.of(checkout.toString()), true);
    assertInstalled();
    assertThat(catalogue.source("shic")).contains(checkout.toAbsolutePath());
  }

  @Test
  void the_second_place_is_asked_when_the_first_has_nothing() throws IOException {
    ScriptedServer.Script honest = ScriptedServer.honest(archive);
    try (ScriptedServer server =
        new ScriptedServer(
            (request, out) -> {
              if (request.target().equals("/gone")) {
                ScriptedServer.head(out, 404, "Content-Length: 0");
              } else {
                honest.answer(request, out);
              }
            })) {
      fetcher(server.uri("/gone"), server.uri("/here")).fetch(Optional.empty(), true);
    }
    assertInstalled();
  }

  @Test
  void without_a_network_one_line_names_the_alternatives() throws IOException {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/a");
    }
    assertThatThrownBy(() -> fetcher(nowhere).fetch(Optional.empty(), true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot fetch 127.0.0.1")
        .hasMessageContaining("datasets fetch shic --from FILE")
        .hasMessageContaining("--from DIR")
        .hasMessageNotContaining("\n");
    assertThat(leftInHome()).isEmpty();
  }

  @Test
  void a_poisoned_archive_leaves_nothing_behind() throws IOException {
    List<byte[]> poisons =
        List.of(
            poisoned(tar -> Archives.put(tar, "thesis/../../evil", "x")),
            poisoned(tar -> Archives.put(tar, "/evil", "x")),
            poisoned(tar -> Archives.link(tar, "l", TarConstants.LF_SYMLINK, "/")),
            poisoned(tar -> Archives.link(tar, "l", TarConstants.LF_LINK, "/etc/passwd")),
            poisoned(tar -> Archives.put(tar, "zeros", new byte[9_000_000])),
            java.util.Arrays.copyOf(archive, archive.length - 40));
    for (byte[] poison : poisons) {
      try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(poison))) {
        assertThatThrownBy(() -> fetcher(server.uri("/a")).fetch(Optional.empty(), true))
            .isInstanceOf(InvalidInputException.class);
      }
      assertThat(leftInHome()).isEmpty();
      assertThat(temp.resolve("evil")).doesNotExist();
    }
  }

  private byte[] poisoned(Archives.Tar poison) throws IOException {
    return Archives.tar(
        tar -> {
          Archives.put(
              tar,
              "t/" + SmallCheckout.EVAL,
              Files.readAllBytes(checkout.resolve(SmallCheckout.EVAL)));
          poison.write(tar);
        });
  }

  @Test
  void a_failure_leaves_what_was_installed_before() throws IOException {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(archive))) {
      fetcher(server.uri("/a")).fetch(Optional.empty(), true);
    }
    List<String> before = leftInHome();
    // All that is pinned is right, and what is not is damaged.
    Files.writeString(checkout.resolve("data/train_data/train_data_origin_filenames.json"), "[{");
    byte[] damaged = Archives.tarOf(checkout, "x/");
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(damaged))) {
      assertThatThrownBy(() -> fetcher(server.uri("/a")).fetch(Optional.empty(), true))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("train_data_origin_filenames.json");
    }
    assertThat(leftInHome()).isEqualTo(before);
    assertInstalled();
  }

  @Test
  void content_that_is_not_what_was_published_is_refused() throws IOException {
    PinnedSource published = source();
    Files.writeString(
        checkout.resolve(SmallCheckout.EVAL),
        Files.readString(checkout.resolve(SmallCheckout.EVAL)).replace("Fork", "Cork"));
    Fetcher<ImportReport> fetcher =
        new Fetcher<>(
            catalogue,
            published,
            FetchSettings.defaults(Map.of()),
            DownloadListener.NONE,
            FetcherTest::imported);
    Path file = Files.write(temp.resolve("a"), Archives.tarOf(checkout, "x/"));
    for (Path from : List.of(file, checkout)) {
      assertThatThrownBy(() -> fetcher.fetch(Optional.of(from.toString()), true))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("not the file that was published: expected sha256:");
    }
    assertThat(leftInHome()).isEmpty();
  }

  @Test
  void an_archive_of_something_else_is_refused() throws IOException {
    Path file =
        Files.write(temp.resolve("a"), Archives.tar(tar -> Archives.put(tar, "x/y.txt", "hello")));
    assertThatThrownBy(() -> fetcher().fetch(Optional.of(file.toString()), true))
        .hasMessageContaining("holds no " + SmallCheckout.EVAL);
    assertThatThrownBy(() -> fetcher().fetch(Optional.of("nowhere"), true))
        .hasMessageContaining("must be an archive, a checkout's folder, or an https address");
  }

  @Tag("official")
  @Test
  void the_official_data_is_what_the_pins_say() throws IOException {
    new ShicImporterProvider().published().orElseThrow().verify(OfficialData.require());
  }

  @Tag("official")
  @Test
  void another_importers_pinned_source_is_fetched_alike() throws IOException {
    TidyBotImporterProvider tidybot = new TidyBotImporterProvider();
    Path suite = OfficialData.requireSuite("tidybot");
    byte[] packed = Archives.tarOf(suite, "tidybot-" + COMMIT + "/");
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.honest(packed))) {
      new Fetcher<>(
              catalogue,
              tidybot.published().orElseThrow().at(server.uri("/tidybot.tar.gz")),
              FetchSettings.defaults(Map.of()),
              DownloadListener.NONE,
              (files, to) -> tidybot.importTo(ImportRequest.of(files, to)))
          .fetch(Optional.empty(), true);
    }
    assertThat(catalogue.open("tidybot").info().id()).isEqualTo("tidybot:unseen");
  }

  @Test
  void the_pinned_addresses_are_of_the_pinned_commit_and_encrypted() {
    assertThat(Importers.installed().stream().flatMap(one -> one.published().stream()))
        .hasSizeGreaterThan(1)
        .allSatisfy(
            source -> {
              assertThat(source.archives()).hasSizeGreaterThan(1);
              assertThat(source.archives())
                  .allMatch(uri -> uri.getScheme().equals("https"))
                  .allMatch(uri -> uri.toString().contains(source.commit()));
            });
  }
}
