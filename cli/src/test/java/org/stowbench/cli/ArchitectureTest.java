package org.stowbench.cli;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The house as it is drawn in docs/architecture.md. Every arrow is named here: an arrow that is not
 * named fails, and so does a name without an arrow.
 */
@AnalyzeClasses(
    packages = "org.stowbench",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The core's test fixtures come as a jar, which ArchUnit does not take for tests. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String MODULES =
      """
      datasets -> core
      net -> core
      baselines -> core
      learned -> core
      embedding -> core learned
      external -> core net
      llm -> core net
      scorer -> core
      report -> core scorer
      server -> core
      study -> core report scorer server
      label -> core datasets server
      parquet -> core datasets scorer
      cli -> core datasets external label learned llm parquet scorer report server study
      """;

  /** The core has many rooms; every other module has one tree, named after it. */
  private static final String CORE =
      """
      query -> scene
      prediction -> query
      geometry -> scene
      io -> scene query prediction geometry
      predictor -> scene query prediction io
      search -> scene query prediction geometry io predictor ask
      run -> scene query prediction geometry io predictor search ask
      ask -> scene query prediction geometry io predictor
      predictions -> scene query prediction io
      challenge -> scene query prediction io predictions
      plugin -> query io predictor download extra
      download -> io
      extra -> io download
      """;

  /** Who uses which library, beside Java's own. */
  private static final String LIBRARIES =
      """
      core -> com.fasterxml.jackson org.apiguardian org.locationtech.jts
      datasets -> com.fasterxml.jackson io.airlift.compress net.razorvine.pickle org.apache.commons.compress
      learned -> com.fasterxml.jackson org.hipparchus
      embedding -> dev.langchain4j
      external -> com.fasterxml.jackson
      llm -> com.fasterxml.jackson dev.langchain4j
      scorer -> com.fasterxml.jackson org.hipparchus org.locationtech.jts
      report -> com.fasterxml.jackson com.samskivert.mustache org.apache.fontbox org.apache.pdfbox
      server -> com.fasterxml.jackson io.javalin io.prometheus jakarta.servlet org.eclipse.jetty
      study -> com.fasterxml.jackson
      label -> com.fasterxml.jackson
      cli -> com.fasterxml.jackson picocli
      """;

  private static final String HOUSE = "org.stowbench";
  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  /** What tests share lies in the core too. */
  private static final Set<String> CORE_PACKAGES =
      Stream.of((CORE + "testing").split("\\s+|->")).collect(Collectors.toUnmodifiableSet());

  /** Modules whose trees are not called after their last folder. */
  private static final Map<String, String> CALLED =
      Map.of("benchmark-core", "core", "browser-tests", "browser", "model-servers", "modelservers");

  private static final Pattern SOURCE =
      Pattern.compile(
          "(?:.*/)?(?<module>[^/]+)/src/(?:main|test)/java/(?<folder>org/stowbench.*)/[^/]+\\.java");

  @ArchTest
  static void everyArrowBetweenModulesIsNamed(JavaClasses house) {
    assertThat(arrows(house, ArchitectureTest::module, ArchitectureTest::module))
        .containsExactlyInAnyOrderElementsOf(named(MODULES));
  }

  @ArchTest
  static void everyArrowBetweenPackagesOfTheCoreIsNamed(JavaClasses house) {
    assertThat(arrows(house, ArchitectureTest::corePackage, ArchitectureTest::corePackage))
        .containsExactlyInAnyOrderElementsOf(named(CORE));
  }

  @ArchTest
  static void whoUsesWhichLibraryIsNamed(JavaClasses house) {
    assertThat(arrows(house, ArchitectureTest::module, ArchitectureTest::library))
        .containsExactlyInAnyOrderElementsOf(named(LIBRARIES));
  }

  @ArchTest
  static final ArchRule roomsHaveNoCircles =
      slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles();

  /** Nobody else needs to know how one benchmark wrote its answers down. */
  @ArchTest
  static final ArchRule onlyItsImporterAndItsPromptsKnowTheChallenge =
      classes()
          .that()
          .resideInAPackage("org.stowbench.challenge")
          .should()
          .onlyBeAccessed()
          .byAnyPackage(
              "org.stowbench.challenge",
              "org.stowbench.datasets.shic..",
              "org.stowbench.predictors.llm.scene");

  /** What is about to be read may be hostile, and a channel does not survive an interrupt. */
  @ArchTest
  static final ArchRule onlyTheRoomForReadingAndWritingOpensFilesToRead =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.stowbench.io")
          // The kernel's lists of processes are no files of anybody's.
          .and()
          .doNotHaveSimpleName("ProcessTree")
          .should()
          .callMethodWhere(
              target(owner(type(Files.class)))
                  .and(
                      target(
                          nameMatching(
                              "newInputStream|newBufferedReader|newByteChannel|lines"
                                  + "|readString|readAllBytes|readAllLines"))))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(FileInputStream.class, FileReader.class);

  /** By sources, so also what the command line does not stand on: tests, and browser-tests. */
  @ArchTest
  static void aModuleHoldsOnePackageTreeNamedAfterIt(JavaClasses house) throws IOException {
    List<String> strangers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      files
          .map(file -> SOURCE.matcher(CHECKOUT.relativize(file).toString()))
          .filter(Matcher::matches)
          .filter(source -> !isHome(source.group("module"), source.group("folder")))
          .forEach(source -> strangers.add(source.group()));
    }
    assertThat(strangers).isEmpty();
  }

  @ArchTest
  static void oneThingHasOneName(JavaClasses house) {
    Map<String, List<JavaClass>> byName =
        house.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    byName.values().removeIf(types -> types.size() == 1);

    assertThat(byName.values()).as("types of one name").isEmpty();
  }

  /** So that {@code -Dgroups=official} runs them all, and CI can say what it skipped. */
  @ArchTest
  static void testsOverTheOfficialDataAreAGroup(JavaClasses house) throws IOException {
    List<String> untagged = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      for (Path file : files.filter(ArchitectureTest::isOtherTest).toList()) {
        String test = Files.readString(file);
        if (test.contains("OfficialData.require(") && !test.contains("@Tag(\"official\")")) {
          untagged.add(CHECKOUT.relativize(file).toString());
        }
      }
    }
    assertThat(untagged).isEmpty();
  }

  private static boolean isOtherTest(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith("Test.java")
        && !name.equals(ArchitectureTest.class.getSimpleName() + ".java");
  }

  private static boolean isHome(String module, String folder) {
    return module(folder.replace('/', '.'))
        .equals(Optional.of(CALLED.getOrDefault(module, module)));
  }

  /** Such as {@code datasets -> core}: from a room that has a name to another. */
  private static Set<String> arrows(
      JavaClasses house,
      Function<String, Optional<String>> from,
      Function<String, Optional<String>> to) {
    Set<String> arrows = new TreeSet<>();
    for (JavaClass one : house) {
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        Optional<String> start = from.apply(one.getPackageName());
        Optional<String> end =
            to.apply(dependency.getTargetClass().getBaseComponentType().getPackageName());
        if (start.isPresent() && end.isPresent() && !start.equals(end)) {
          arrows.add(start.get() + " -> " + end.get());
        }
      }
    }
    return arrows;
  }

  private static Set<String> named(String list) {
    Set<String> arrows = new TreeSet<>();
    for (String line : list.strip().split("\n")) {
      String[] sides = line.split(" -> ");
      for (String to : sides[1].split(" ")) {
        arrows.add(sides[0] + " -> " + to);
      }
    }
    return arrows;
  }

  /** Whose tree a package of ours belongs to. */
  private static Optional<String> module(String name) {
    if (!(name + ".").startsWith(HOUSE + ".")) {
      return Optional.empty();
    }
    String[] rooms = name.split("\\.");
    if (rooms.length == 2 || CORE_PACKAGES.contains(rooms[2])) {
      return Optional.of("core");
    }
    return Optional.of(rooms[2].equals("predictors") && rooms.length > 3 ? rooms[3] : rooms[2]);
  }

  private static Optional<String> corePackage(String name) {
    return module(name)
        .filter(module -> module.equals("core") && !name.equals(HOUSE))
        .map(core -> name.split("\\.")[2]);
  }

  /** Whose a package of others is; its own name, where that library is not named here. */
  private static Optional<String> library(String name) {
    if (name.isEmpty() || name.matches("javax?\\..*") || module(name).isPresent()) {
      return Optional.empty();
    }
    return Stream.of(LIBRARIES.split("\\s+"))
        .filter(library -> (name + ".").startsWith(library + "."))
        .findFirst()
        .or(() -> Optional.of(name));
  }
}
