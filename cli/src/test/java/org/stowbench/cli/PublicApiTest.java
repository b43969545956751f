package org.stowbench.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.stowbench.plugin.Plugin;
import org.stowbench.testing.PluginJar;

/**
 * What outsiders may use is marked with {@link API}: the words, the contracts, and what stands in
 * their signatures. Plug-ins see exactly that.
 */
@AnalyzeClasses(
    packages = "org.stowbench",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class PublicApiTest {

  private static final String[] FOR_OUTSIDERS = {
    "org.stowbench.scene",
    "org.stowbench.query",
    "org.stowbench.prediction",
    "org.stowbench.geometry",
    "org.stowbench.predictor",
    "org.stowbench.search"
  };

  /** What words and contracts mention of the rest. */
  private static final Set<String> ALSO_FOR_OUTSIDERS =
      Set.of(
          "org.stowbench.io.InputLocation",
          "org.stowbench.io.InvalidInputException",
          "org.stowbench.io.Json");

  @ArchTest
  static final ArchRule everyPublicWordAndContractIsMarked =
      classes()
          .that()
          .resideInAnyPackage(FOR_OUTSIDERS)
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .beAnnotatedWith(API.class);

  @ArchTest
  static void nothingElseIsMeantForOutsiders(JavaClasses house) {
    assertThat(marked(house))
        .filteredOn(one -> !List.of(FOR_OUTSIDERS).contains(one.getPackageName()))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrderElementsOf(ALSO_FOR_OUTSIDERS);
  }

  @ArchTest
  static void everyMarkSaysSinceWhen(JavaClasses house) {
    assertThat(marked(house))
        .allSatisfy(
            one ->
                assertThat(one.getAnnotationOfType(API.class).since()).matches("[0-9]+\\.[0-9]+"));
  }

  @ArchTest
  static void signaturesMentionOnlyWhatOutsidersMayUse(JavaClasses house) {
    Set<String> strangers = new TreeSet<>();
    for (JavaClass one : house) {
      if (isMarked(one) && isVisible(one)) {
        for (JavaCodeUnit unit : one.getCodeUnits()) {
          if (isVisible(unit.getModifiers())) {
            Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getName().startsWith("org.stowbench.") && !isMarked(type))
                .forEach(type -> strangers.add(unit.getFullName() + " mentions " + type.getName()));
          }
        }
      }
    }
    assertThat(strangers).isEmpty();
  }

  @ArchTest
  static void plugInsSeeExactlyWhatIsMarked(JavaClasses house) throws Exception {
    Path folder = Files.createTempDirectory("stowbench");
    Path jar =
        new PluginJar()
            .listing("plug.Provider")
            .with(folder, PluginJar.provider(""))
            .write(folder.resolve("plug.jar"));
    try (Plugin plugin = Plugin.open(jar)) {
      ClassLoader loader = plugin.providers().get(0).getClass().getClassLoader();
      assertThat(house)
          .allSatisfy(
              one -> assertThat(isSeen(one, loader)).as(one.getName()).isEqualTo(isMarked(one)));
    }
  }

  private static boolean isSeen(JavaClass one, ClassLoader loader) {
    try {
      return Class.forName(one.getName(), false, loader) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static List<JavaClass> marked(JavaClasses house) {
    return house.stream().filter(one -> one.isTopLevelClass() && isMarked(one)).toList();
  }

  private static boolean isMarked(JavaClass one) {
    JavaClass outermost = one;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost
        .tryGetAnnotationOfType(API.class)
        .filter(mark -> mark.status() != API.Status.INTERNAL)
        .isPresent();
  }

  private static boolean isVisible(JavaClass one) {
    return isVisible(one.getModifiers())
        && one.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
