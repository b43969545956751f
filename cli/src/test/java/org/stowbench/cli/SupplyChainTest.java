package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from others is listed, with its licence, and is what it was when we looked at it. */
class SupplyChainTest {

  private static final Path CHECKOUT = Path.of("..");

  private static final List<String> FETCHED_LATER =
      List.of(
          "predictors/embedding/src/main/resources/org/stowbench/predictors/embedding/libraries.txt",
          "parquet/src/main/resources/org/stowbench/parquet/libraries.txt");

  /** What stands on the class path for tests alone. */
  private static final Pattern FOR_TESTS =
      Pattern.compile(
          "(archunit|assertj|byte-buddy|jacoco|jqwik|junit|opentest4j|stowbench|surefire).*");

  private static final Pattern ROW =
      Pattern.compile("\\| [^:|]+:([^|]+) \\| ([^|]+) \\| [^|]+ \\|");

  private static final Pattern PINNED = Pattern.compile("[^@ ]+@[0-9a-f]{40} # v[0-9.]+");

  private static final Pattern PUBLISHED =
      Pattern.compile("(?:github\\.com/|uses: *)([\\w-]+)/stowbench\\b");

  @Test
  void everyLibraryThatShipsIsListedWithItsLicence() throws IOException {
    Set<String> listed = new TreeSet<>();
    try (Stream<String> lines = Files.lines(CHECKOUT.resolve("THIRD-PARTY.md"))) {
      lines
          .map(ROW::matcher)
          .filter(row -> row.matches())
          .forEach(row -> listed.add(row.group(1) + "-" + row.group(2) + ".jar"));
    }
    Set<String> shipped =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> path.endsWith(".jar"))
            .map(path -> Path.of(path).getFileName().toString())
            .filter(name -> !FOR_TESTS.matcher(name).matches())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String list : FETCHED_LATER) {
      try (Stream<String> later = Files.lines(CHECKOUT.resolve(list))) {
        later
            .map(line -> line.split("[: ]"))
            .forEach(is -> shipped.add(is[1] + "-" + is[2] + ".jar"));
      }
    }
    assertThat(listed).as("results/third-party writes the list anew").isEqualTo(shipped);
  }

  @Test
  void theMavenThatIsDownloadedIsTheOneWeLookedAt() throws IOException {
    assertThat(Files.readString(CHECKOUT.resolve(".mvn/wrapper/maven-wrapper.properties")))
        .containsPattern("distributionUrl=https://\\S+/apache-maven-[0-9.]+-bin[.]zip\n")
        .containsPattern("distributionSha256Sum=[0-9a-f]{64}\n")
        .containsPattern("distributionSha256SumTarGz=[0-9a-f]{64}\n");
  }

  /** docs/releasing.md says who fills it in. */
  @Test
  void wherePeopleFindTheProjectIsSpelledAsWhoeverPublishesItHasToFillItIn() throws IOException {
    Set<String> owners = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      for (Path file :
          files
              .filter(file -> file.toString().matches(".*\\.(md|ya?ml|xml|cff|mjs|toml)"))
              .filter(file -> !file.toString().matches(".*[/\\\\](target|node_modules)[/\\\\].*"))
              .toList()) {
        PUBLISHED
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> owners.add(found.group(1)));
      }
    }
    assertThat(owners).containsExactly("OWNER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".github/workflows",
        "examples/github-leaderboard/.github/workflows",
        "action.yml"
      })
  void workflowsUseActionsAtOneCommit(String place) throws IOException {
    try (Stream<Path> files = Files.walk(CHECKOUT.resolve(place))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readAllLines(file))
            .filteredOn(line -> line.contains("uses:"))
            .isNotEmpty()
            .allSatisfy(line -> assertThat(line.replaceFirst(".*uses: *", "")).matches(PINNED));
      }
    }
  }
}
