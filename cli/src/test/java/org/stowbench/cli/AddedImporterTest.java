package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.datasets.format.DatasetWriter;
import org.stowbench.datasets.importing.ImportOption;
import org.stowbench.datasets.importing.ImportRequest;
import org.stowbench.datasets.importing.ImportResult;
import org.stowbench.datasets.importing.ImporterProvider;
import org.stowbench.datasets.importing.Importers;
import org.stowbench.io.Json;
import org.stowbench.query.Answer;
import org.stowbench.scene.Region;
import org.stowbench.scene.Scene;
import org.stowbench.testing.TestKitchens;

/**
 * An importer that comes from outside: this class and its line in {@code META-INF/services} are all
 * there is of it.
 */
class AddedImporterTest {

  /** Reads a list of what is in one cupboard, an item a line. */
  public static final class CupboardImporter implements ImporterProvider {

    private static final String FIRST_LINE = "In the cupboard:";

    /** For {@link java.util.ServiceLoader}. */
    public CupboardImporter() {}

    @Override
    public String name() {
      return "cupboard";
    }

    @Override
    public List<String> description() {
      return List.of("Import what is in one cupboard, an item a line.");
    }

    @Override
    public ImportOption from() {
      return ImportOption.from("FILE.txt", "The list.");
    }

    @Override
    public List<ImportOption> options() {
      return List.of(
          new ImportOption("home", "NAME", "Whose cupboard it is. Default: somebody's."));
    }

    @Override
    public String example() {
      return "--from cupboard.txt --to mine";
    }

    @Override
    public boolean recognises(Path from) {
      try (Stream<String> lines = Files.lines(from)) {
        return lines.findFirst().equals(Optional.of(FIRST_LINE));
      } catch (IOException | UncheckedIOException e) {
        return false;
      }
    }

    @Override
    public ImportResult importTo(ImportRequest request) throws IOException {
      Scene cupboard = TestKitchens.scene("cupboard", Region.box(0, 0, 10, 10));
      String home = request.option("home").orElse("somebody's");
      try (DatasetWriter writer = DatasetWriter.create(request.to())) {
        writer.scene(cupboard);
        for (String item : Files.readAllLines(request.from()).stream().skip(1).toList()) {
          writer.query(
              TestKitchens.query(item, cupboard, item, home, Answer.container(0)),
              request.labels().split());
        }
        return ImportResult.of(
            writer.commit(request.labels().description(request.to(), Json.object(), "eval")),
            List.of("one cupboard, of " + home));
      }
    }
  }

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void prepare() throws IOException {
    stowbench = StowbenchSession.begin();
    folder = stowbench.folder();
    Files.writeString(folder.resolve("list.txt"), "In the cupboard:\nwhisk\nladle\n");
  }

  @Test
  void it_is_listed_and_helped() {
    assertThat(stowbench.run("datasets", "import", "--help").out())
        .containsPattern("(?s)\\(.*\\bcupboard\\b.*\\)")
        .contains("Import what is in one cupboard, an item a line.");
    assertThat(stowbench.run("datasets", "import", "cupboard", "--help").out())
        .contains("--from=FILE.txt")
        .contains("--home=NAME")
        .contains("--licence=TEXT")
        .contains("stowbench datasets import cupboard --from cupboard.txt --to mine");
  }

  @Test
  void it_imports_with_its_own_option_and_the_labels_that_all_have() {
    StowbenchProcess.Result result =
        stowbench.run(
            "datasets",
            "import",
            "cupboard",
            "--from",
            "list.txt",
            "--to",
            "mine",
            "--home",
            "Ada's",
            "--id",
            "ada");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .isEqualTo("ada:eval: 2 queries (0 not here) of 1 households\nWritten to mine\n");
    assertThat(result.err()).contains("one cupboard, of Ada's");
    assertThat(stowbench.run("datasets", "validate", "mine").exitCode()).isZero();
  }

  @Test
  void the_others_know_whose_its_files_are() {
    StowbenchProcess.Result result =
        stowbench.run("datasets", "import", "coco", "--from", "list.txt", "--to", "mine");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("list.txt: this looks like cupboard: datasets import cupboard");
    StowbenchProcess.Result unnamed =
        stowbench.run("datasets", "import", "--from", "list.txt", "--to", "my home");
    assertThat(unnamed.exitCode()).isEqualTo(2);
    assertThat(unnamed.err())
        .contains(
            "list.txt: this looks like cupboard: stowbench datasets import cupboard --from list.txt"
                + " --to 'my home'");
    assertThat(folder.resolve("mine")).doesNotExist();
  }

  /** People type names in examples; code must not compare or make them. */
  @Test
  void no_code_but_its_own_names_an_importer_of_one_dataset() throws IOException {
    Path checkout = Path.of("").toAbsolutePath().getParent();
    for (ImporterProvider importer : Importers.installed()) {
      if (importer.dataset().isEmpty()) {
        continue;
      }
      String home = importer.getClass().getPackageName();
      Pattern named =
          Pattern.compile(
              "\"%s[\":]|^import \\Q%s\\E\\.".formatted(importer.name(), home), Pattern.MULTILINE);
      try (Stream<Path> files = Files.walk(checkout)) {
        List<String> strangers =
            files
                .map(file -> checkout.relativize(file).toString())
                .filter(file -> file.contains("src/main/java") && file.endsWith(".java"))
                .filter(file -> !file.contains(home.replace('.', '/')))
                // A benchmark's official figure is a metric, and metrics stand in one place.
                .filter(file -> !file.endsWith("scorer/metrics/Metrics.java"))
                .filter(file -> named.matcher(read(checkout.resolve(file))).find())
                .sorted()
                .toList();
        assertThat(strangers).as("who names %s", importer.name()).isEmpty();
      }
    }
  }

  /** Code without its comments. */
  private static String read(Path file) {
    try {
      return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
