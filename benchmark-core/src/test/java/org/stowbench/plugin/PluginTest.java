package org.stowbench.plugin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.Sha256;
import org.stowbench.predictor.PluginOrigin;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.PredictorProvider;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.testing.PluginJar;
import org.stowbench.testing.TestKitchens;

/** Plug-ins that are compiled here, sound ones and broken ones. */
class PluginTest {

  private static final String OPTION =
      """
      public List<PredictorOption> options() {
        return List.of(new PredictorOption("size", "a number", "3"));
      }
      """;

  @TempDir Path folder;

  private HostEnvironment environment() {
    return new HostEnvironment(folder, 1, Optional.empty(), Optional.empty());
  }

  private Path jar(String body) throws IOException {
    return jar("plug.jar", PluginJar.provider(body));
  }

  private Path jar(String name, String... sources) throws IOException {
    return new PluginJar()
        .listing("plug.Provider")
        .with(folder, sources)
        .write(folder.resolve(name));
  }

  private static Predictors opened(Plugin plugin) {
    return Predictors.installed().with(plugin);
  }

  private void refused(Path path, String... parts) {
    assertThatThrownBy(() -> Plugin.open(path).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("plug-in " + path + ": ")
        .hasMessageContainingAll(parts);
  }

  @Test
  void aJarBringsAPredictorWithOptionsLikeOurs() throws Exception {
    Path jar = jar(OPTION);
    try (Plugin plugin = Plugin.open(jar)) {
      Predictors predictors = opened(plugin);

      PredictorSpec spec = predictors.spec("plug:size=4");

      assertThat(spec.whole("size", 3, 1, 6)).isEqualTo(4);
      assertThat(spec.plugin()).contains(new PluginOrigin("plug.jar", Sha256.checksum(jar)));
      assertThatThrownBy(() -> predictors.spec("plug:sise=4"))
          .hasMessage("predictor plug: sise=4 is not an option; allowed: size=...");
      Query query = new Query("q", TestKitchens.row("s", 2), "whisk");
      try (Predictor predictor = predictors.create(spec, environment())) {
        assertThat(predictor.predict(query, PredictionContext.of(1, "q")).ranking())
            .hasValueSatisfying(
                ranking ->
                    assertThat(ranking.answers().get(0).answer()).isEqualTo(Answer.NOT_HERE));
      }
    }
  }

  @Test
  void theLibraryBesideAPlugInIsItsOwnThoughWeHaveOneOfThatName() throws Exception {
    String library =
        """
        package org.assertj.core.api;
        public class Assertions { public static String version() { return "its own"; } }
        """;
    Path plugin = Files.createDirectory(folder.resolve("plug"));
    new PluginJar().with(folder, library).write(plugin.resolve("library.jar"));
    new PluginJar()
        .listing("plug.Provider")
        .with(
            folder,
            library,
            PluginJar.provider("")
                .replace("\"a plug-in\"", "org.assertj.core.api.Assertions.version()"))
        .without("org/")
        .write(plugin.resolve("plug.jar"));

    try (Plugin opened = Plugin.open(plugin)) {
      assertThat(opened.providers().get(0).summary()).isEqualTo("its own");
      assertThat(opened.origin().file()).isEqualTo("plug");
    }
  }

  @Test
  void ourLibrariesAreNotThereForAPlugIn() throws Exception {
    refused(
        jar("public Provider() { org.assertj.core.api.Assertions.assertThat(1); }"),
        "a class is missing",
        ": org/assertj/core/api/Assertions");
    assertThat(new ContractLoader().getResource("org/assertj/core/api/Assertions.class")).isNull();
  }

  @Test
  void ofOurCodeAPlugInSeesTheContractsAndTheLibrariesOfTheirSignatures() {
    ContractLoader loader = new ContractLoader();

    assertThat(PredictorProvider.class.getName()).satisfies(loader::loadClass);
    assertThat("org.stowbench.io.Json").satisfies(loader::loadClass);
    assertThat("com.fasterxml.jackson.databind.node.ObjectNode").satisfies(loader::loadClass);
    assertThat("org.locationtech.jts.geom.Geometry").satisfies(loader::loadClass);
    assertThat("java.sql.Connection").satisfies(loader::loadClass);
    for (String hidden :
        new String[] {
          "com.fasterxml.jackson.dataformat.csv.CsvMapper",
          "org.stowbench.testing.PluginJar",
          "org.stowbench.run.Runner",
          "org.stowbench.io.AtomicFile"
        }) {
      assertThatThrownBy(() -> loader.loadClass(hidden)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void whatIsNotForPlugInsIsNamed() throws Exception {
    refused(
        jar("public Provider() { org.stowbench.run.Software.version(); }"),
        "uses what is not for plug-ins",
        ": org/stowbench/run/Software");
  }

  @Test
  void whatIsNoPlugInIsNamed() throws Exception {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path silent =
        new PluginJar().with(folder, PluginJar.provider("")).write(folder.resolve("s.jar"));
    Path comment = new PluginJar().listing("# nothing").write(folder.resolve("c.jar"));

    refused(folder.resolve("none.jar"), "there is no such jar or folder");
    refused(text, "text.jar is not a jar: damaged, or no zip archive");
    refused(empty, "holds no jar");
    refused(silent, "lists no predictor in META-INF/services/");
    refused(comment, "lists no predictor in META-INF/services/");
  }

  @Test
  void aJarWithANameThatIsNoTextIsToldInPlainWords() throws Exception {
    Path file = new PluginJar().listing("abcd").write(folder.resolve("named.jar"));
    String named = Files.readString(file, ISO_8859_1).replace("META-INF", "META\u00ff\u00c3(F");
    Files.writeString(file, named, ISO_8859_1);

    refused(file, "named.jar is not a jar: the name of a file in it is not UTF-8 text");
  }

  @Test
  void aProviderThatCannotBeMadeOrAskedIsNamed() throws Exception {
    refused(
        new PluginJar().listing("plug.Gone").write(folder.resolve("gone.jar")),
        "Provider plug.Gone not found");
    refused(
        new PluginJar().listing("plug.Provider\nplug=Other").write(folder.resolve("listed.jar")),
        "PredictorProvider, line 2: found 'plug=Other', must be the name of a class");
    refused(
        new PluginJar()
            .listing("plug.Other")
            .with(folder, "package plug; public class Other {}")
            .write(folder.resolve("other.jar")),
        "plug.Other not a subtype");
    refused(
        jar("public Provider() { throw new IllegalStateException(\"no luck\"); }"),
        "no luck, at plug.Provider.<init>, line ");
    refused(
        jar("static int zero = 0; static int broken = 1 / zero;"),
        "a mistake in the code, at plug.Provider.<clinit>, line ");
    refused(
        jar("public List<PredictorOption> options() { return null; }"),
        "plug.Provider: options() is null");
    refused(
        jar("public Optional<String> argument() { throw new RuntimeException(\"a\\u001bb\"); }"),
        "a\\u001bb, at ");
    refused(
        jar("n.jar", PluginJar.provider("").replace("\"plug\"", "\"Plug:in\"")),
        "name 'Plug:in': must be lower-case letters, digits and -");
    refused(
        new PluginJar()
            .listing("plug.Provider", "plug.Twin")
            .with(
                folder,
                PluginJar.provider(""),
                "package plug; public class Twin extends Provider {}")
            .write(folder.resolve("twins.jar")),
        "two predictors of the name 'plug'");
  }

  @Test
  void aPlugInForAnotherVersionIsToldFromABrokenOne() throws Exception {
    String olderOption =
        """
        package org.stowbench.predictor;
        public class PredictorOption { public PredictorOption(String name) {} }
        """;
    String olderContract =
        """
        package org.stowbench.predictor;
        public interface PredictorProvider { String name(); }
        """;
    String older =
        """
        package plug;
        public class Provider implements org.stowbench.predictor.PredictorProvider {
          public String name() { return "plug"; }
        }
        """;
    PluginJar newer = new PluginJar().listing("plug.Provider").with(folder, PluginJar.provider(""));
    newer.entry("plug/Provider.class")[7] = (byte) 200; // the class file's version

    refused(
        jar("a.jar", olderOption, PluginJar.provider(OPTION.replace(", \"a number\", \"3\"", ""))),
        "was made for another version of Stowbench",
        "PredictorOption");
    refused(
        jar("b.jar", olderContract, older),
        "was made for another version of Stowbench",
        "summary()");
    refused(newer.write(folder.resolve("c.jar")), "needs a newer Java");
  }

  @Test
  void twoVersionsOfAJarInOneFolderAreRefused() throws Exception {
    jar("both/plug-1.jar", PluginJar.provider(""));
    jar("both/plug-2.jar", PluginJar.provider(OPTION));

    refused(folder.resolve("both"), "has class plug.Provider 2 times", "plug-1.jar", "plug-2.jar");
  }

  @Test
  void aTakenNameIsRefusedAndBothOriginsAreNamed() throws Exception {
    try (Plugin first = Plugin.open(jar("first.jar", PluginJar.provider("")));
        Plugin second = Plugin.open(jar("second.jar", PluginJar.provider("")))) {
      assertThatThrownBy(() -> opened(first).with(second))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "plug-in second.jar: there is a predictor named 'plug' already,"
                  + " from plug-in first.jar");
    }
  }

  @Test
  void aPredictorThatCannotBeMadeIsThePlugInsFault() throws Exception {
    Path jar =
        jar(
            "plug.jar",
            PluginJar.provider("")
                .replaceFirst("return \\(query", "if (true) throw new Error.E(); $0"),
            "package plug; class Error { static class E extends RuntimeException {} }");
    try (Plugin plugin = Plugin.open(jar)) {
      assertThatThrownBy(() -> opened(plugin).create("plug", environment()))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(
              "plug-in plug.jar: throws an error: no reason given, at plug.Provider.create, line ");
    }
  }

  @Test
  void whileItIsMadeLibrariesFindThePlugInThroughTheThread() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Path jar =
        jar(
            "plug.jar",
            PluginJar.provider("")
                .replaceFirst(
                    "return \\(query",
                    "if (Thread.currentThread().getContextClassLoader()"
                        + " != getClass().getClassLoader()) throw new RuntimeException(); $0"));
    try (Plugin plugin = Plugin.open(jar)) {
      assertThat(opened(plugin).create("plug", environment())).isNotNull();
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aRunGoesOnWithTheSamePlugInOnly() throws Exception {
    PredictorSpec recorded;
    try (Plugin plugin = Plugin.open(jar(""))) {
      recorded = opened(plugin).spec("plug");
      assertThat(opened(plugin).again(recorded)).isEqualTo(recorded);
    }

    assertThatThrownBy(() -> Predictors.installed().again(recorded))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor plug came from plug-in plug.jar, which is not here; add --plugin");
    try (Plugin changed = Plugin.open(jar(OPTION))) {
      assertThatThrownBy(() -> opened(changed).again(recorded))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith("predictor plug was another: from plug-in plug.jar (sha256:");
    }
  }

  @Test
  void aPredictorMadeOfOthersMayUseAPlugIns() throws Exception {
    try (Plugin plugin = Plugin.open(jar(""))) {
      HostEnvironment environment = environment().with(opened(plugin));
      Query query = new Query("q", TestKitchens.row("s", 2), "whisk");

      try (Predictor part = environment.part("plug")) {
        assertThat(part.predict(query, PredictionContext.of(1, "q")).ranking()).isPresent();
      }
    }
  }

  @Test
  void aClosedPlugInHoldsItsJarNoMore() throws Exception {
    Plugin plugin = Plugin.open(jar(""));
    Class<?> type = plugin.providers().get(0).getClass();
    assertThat(type.getResource("Provider.class")).isNotNull();

    plugin.close();

    assertThat(type.getResource("Provider.class")).isNull();
  }
}
