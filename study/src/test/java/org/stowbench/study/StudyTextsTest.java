package org.stowbench.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.ask.Whereabouts;

/** What the page says, in each language. */
class StudyTextsTest {

  private static final Pattern BRACES = Pattern.compile("\\{\\w+}");

  @TempDir private Path folder;

  private static Set<String> braces(JsonNode text) {
    return BRACES
        .matcher(text.asText())
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void eachShippedLanguageHasEveryTextAndFillsInTheSame() throws IOException {
    StudyTexts texts = StudyTexts.read(Optional.empty());
    ObjectNode english = texts.byLanguage().get("en");

    for (ObjectNode language : texts.byLanguage().values()) {
      english.fieldNames().forEachRemaining(field -> assertThat(language.has(field)).isTrue());
      english
          .properties()
          .forEach(
              text ->
                  assertThat(braces(language.get(text.getKey())))
                      .as(text.getKey())
                      .isEqualTo(braces(text.getValue())));
    }
    for (Whereabouts.Part part : Whereabouts.Part.values()) {
      assertThat(english.has("at_" + part.name().toLowerCase(Locale.ROOT))).isTrue();
    }
  }

  @Test
  void aNewLanguageIsOneFileAndWhatItLeavesOutIsTold() throws IOException {
    Path french = folder.resolve("fr.yaml");
    StudyTexts shipped = StudyTexts.read(Optional.empty());
    StringBuilder whole = new StringBuilder();
    shipped
        .byLanguage()
        .get("en")
        .fieldNames()
        .forEachRemaining(field -> whole.append(field).append(": oui\n"));
    Files.writeString(french, whole + "places:\n  drawer: tiroir\n");

    StudyTexts texts = StudyTexts.read(Optional.of(folder));
    assertThat(texts.missing()).isEmpty();
    assertThat(texts.byLanguage().get("fr").at("/places/drawer").asText()).isEqualTo("tiroir");

    Files.writeString(french, whole.toString().replace("near: oui\n", ""));
    texts = StudyTexts.read(Optional.of(folder));
    assertThat(texts.missing()).containsOnlyKeys(french);
    assertThat(texts.missing().get(french)).containsExactly("near");
    assertThat(texts.byLanguage().get("fr").get("near").asText()).contains("near the {landmark}");
  }

  @Test
  void aFileOfAShippedLanguageReplacesWhatItHoldsAndNoMore() throws IOException {
    Files.writeString(folder.resolve("de.yaml"), "next: Los\nplaces:\n  drawer: Lade\n");

    StudyTexts texts = StudyTexts.read(Optional.of(folder));
    ObjectNode german = texts.byLanguage().get("de");

    assertThat(texts.missing()).isEmpty();
    assertThat(german.get("next").asText()).isEqualTo("Los");
    assertThat(german.at("/places/drawer").asText()).isEqualTo("Lade");
    assertThat(german.at("/places/sink").asText()).isEqualTo("Spüle");
    assertThat(german.get("pause").asText()).isEqualTo("Pause");
  }
}
