package org.stowbench.predictors.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;

class PromptTemplateTest {

  private static final String GOOD =
      "# mine 2\n--- system\nS\n--- question\n{item} in {scene} {form}\n--- json\nJ\n--- text\nT\n"
          + "--- repair\n{problem} {form}\n";

  @ParameterizedTest
  @CsvSource({"noam, 3", "ranking, 3", "vision-mark, 3", "vision-box, 2"})
  void theShippedTemplatesCanBeCopiedAndRead(String name, int number, @TempDir Path folder)
      throws Exception {
    Path copy = Files.writeString(folder.resolve("mine.txt"), PromptTemplate.shippedText(name));

    assertThat(PromptTemplate.read(copy).version())
        .isEqualTo(PromptTemplate.shipped(name).version())
        .startsWith(name + " " + number + " sha256:");
  }

  @Test
  void thePublishedFormAsksForOneAnswerAndSoDoesACopyOfIt() {
    assertThat(PromptTemplate.shipped("noam").asksForOne()).isTrue();
    assertThat(PromptTemplate.shipped("ranking").asksForOne()).isFalse();
    assertThat(
            PromptTemplate.parse(GOOD.replace("--- json", "--- json best"), InputLocation.of("x"))
                .asksForOne())
        .isTrue();
  }

  @Test
  void aChangedTextIsAnotherVersion() {
    InputLocation here = InputLocation.of("x");

    assertThat(PromptTemplate.parse(GOOD, here).version())
        .isNotEqualTo(PromptTemplate.parse(GOOD.replace("S", "s"), here).version());
  }

  @Test
  void whatIsPutInIsNotSearchedForPlaceholders() {
    String filled =
        PromptTemplate.parse(GOOD, InputLocation.of("x"))
            .fill(
                PromptTemplate.Section.QUESTION,
                Map.of("item", "{scene} $1 \\", "scene", "kitchen", "form", ""));

    assertThat(filled).isEqualTo("{scene} $1 \\ in kitchen ");
  }

  @Test
  void whatBreaksTheFormIsNamedWithItsLine() {
    assertRefused("mine", "line 1");
    assertRefused(GOOD.replace("{problem}", "{item}"), "line 11", "{item}");
    assertRefused(GOOD.replace("{scene}", "{Scene}"), "line 5", "{Scene}");
    assertRefused(GOOD.replace("--- json", "--- yaml"), "line 6", "yaml");
    assertRefused(GOOD.replace("--- json", "--- text"), "text is there twice");
    assertRefused(GOOD.substring(0, GOOD.indexOf("--- repair")), "'--- repair' is missing");
  }

  @Test
  void aPromptWhosePlaceholdersWouldStayEmptyIsRefused() {
    PromptTemplate each = PromptTemplate.shipped("each");
    PromptTemplate ranking = PromptTemplate.shipped("ranking");

    assertThat(each.requireFor(true)).isSameAs(each);
    assertThat(ranking.requireFor(false)).isSameAs(ranking);
    assertThatThrownBy(() -> each.requireFor(false))
        .hasMessageContaining("{container} stays empty without answer=each");
    assertThatThrownBy(() -> ranking.requireFor(true))
        .hasMessageContaining("must have {container} for answer=each");
    PromptTemplate blind = PromptTemplate.parse(GOOD.replace("{item}", ""), InputLocation.of("x"));
    assertThatThrownBy(() -> blind.requireFor(false)).hasMessageContaining("must have {item}");
  }

  private static void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> PromptTemplate.parse(text, InputLocation.of("x.txt")))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("x.txt").contains(words));
  }
}
