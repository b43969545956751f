package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stowbench.datasets.catalogue.Catalogue;
import org.stowbench.predictors.external.process.CommandLine;
import org.stowbench.query.Dataset;
import org.stowbench.testing.OfficialData;
import org.stowbench.testing.Programs;

/**
 * Runs every {@code ./stowbench} command that stands in a {@code sh} block of the README and the
 * docs, page by page, in a folder that has what the pages speak of: the official checkout {@code
 * thesis}, {@code answers.csv}, and our {@code examples}. What is learned from simulated households
 * is learned once for all tests.
 */
@Tag("official")
class DocsTest {

  /** One home for all pages: what one of them installs or trains, the next finds. */
  @TempDir private static Path home;

  private static Path official;
  private StowbenchSession stowbench;
  private Path folder;

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
  private static final String LAUNCHER = "./stowbench ";

  static Stream<String> pages() throws IOException {
    try (Stream<Path> docs = Files.list(CHECKOUT.resolve("docs"))) {
      return Stream.concat(Stream.of(CHECKOUT.resolve("README.md")), docs.sorted())
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !commands(page).isEmpty())
          .map(page -> CHECKOUT.relativize(page).toString())
          .toList()
          .stream();
    }
  }

  private static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    try {
      boolean shell = false;
      String continued = "";
      for (String line : Files.readAllLines(page)) {
        if (line.startsWith("```")) {
          shell = line.equals("```sh");
        } else if (shell) {
          String command = continued + line.replaceFirst("\\s+# .*", "").strip();
          if (command.endsWith("\\")) {
            continued = command.substring(0, command.length() - 1);
          } else {
            continued = "";
            if (command.startsWith(LAUNCHER)) {
              commands.add(command.substring(LAUNCHER.length()));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commands;
  }

  @BeforeAll
  static void prepare() throws IOException {
    official = OfficialData.require();
    StowbenchSession stowbench = StowbenchSession.beginWithSimulated();
    stowbench.run("datasets", "show", "sim");
    Path known = stowbench.home();
    stowbench.at(home);
    Files.createDirectories(stowbench.home().resolve("datasets"));
    for (String part : List.of("datasets/sim", "models")) {
      Files.createDirectories(known.resolve(part));
      Files.createSymbolicLink(stowbench.home().resolve(part), known.resolve(part));
    }
    stowbench.run("datasets", "import", "shic", "--from", official.toString());
  }

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.begin().at(home);
    folder = stowbench.folder();
    Files.createSymbolicLink(folder.resolve("thesis"), official);
    Files.createSymbolicLink(folder.resolve("tidybot"), OfficialData.requireSuite("tidybot"));
    Files.createSymbolicLink(folder.resolve("housekeep"), OfficialData.requireSuite("housekeep"));
    Files.createSymbolicLink(folder.resolve("examples"), CHECKOUT.resolve("examples"));
    writeAnswers(new Catalogue(stowbench.home()).open("shic:eval"), folder.resolve("answers.csv"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOnThePageWorks(String page) throws IOException {
    for (String command : commands(CHECKOUT.resolve(page))) {
      if (command.contains("python3 ")) {
        Programs.require("python3");
      }
      StowbenchProcess.Result result =
          stowbench.run(CommandLine.words(command).toArray(String[]::new));

      assertThat(result.exitCode()).as("%s: %s%n%s", page, command, result.err()).isZero();
    }
  }

  private static void writeAnswers(Dataset dataset, Path file) throws IOException {
    StringBuilder csv = new StringBuilder("query,answer\n");
    try (var queries = dataset.queries()) {
      queries.forEach(query -> csv.append('"' + query.query().id() + "\",not_here\n"));
    }
    Files.writeString(file, csv);
  }
}
