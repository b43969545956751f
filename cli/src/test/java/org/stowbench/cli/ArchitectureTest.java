package org.stowbench.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: cli -> scorer, datasets, predictors, server -> benchmark-core. */
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

  private static final String CLI = "org.stowbench.cli..";
  private static final String DATASETS = "org.stowbench.datasets..";
  private static final String PREDICTORS = "org.stowbench.predictors..";
  private static final String SCORER = "org.stowbench.scorer..";
  private static final String SERVER = "org.stowbench.server..";

  @ArchTest
  static final ArchRule coreKnowsNobody =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, DATASETS, PREDICTORS, SCORER, SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, DATASETS, PREDICTORS, SCORER, SERVER);

  @ArchTest
  static final ArchRule coreNeedsOnlyJtsAndJackson =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, DATASETS, PREDICTORS, SCORER, SERVER)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "org.stowbench..", "org.locationtech.jts..", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule datasetsKnowOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage(DATASETS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, PREDICTORS, SCORER, SERVER);

  @ArchTest
  static final ArchRule predictorsKnowOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage(PREDICTORS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, DATASETS, SCORER, SERVER);

  @ArchTest
  static final ArchRule theScorerKnowsOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage(SCORER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, DATASETS, PREDICTORS, SERVER);

  @ArchTest
  static final ArchRule theServerKnowsOnlyTheCore =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, DATASETS, PREDICTORS, SCORER);

  @ArchTest
  static final ArchRule roomsHaveNoCircles =
      slices().matching("org.stowbench.(*)..").should().beFreeOfCycles();
}
