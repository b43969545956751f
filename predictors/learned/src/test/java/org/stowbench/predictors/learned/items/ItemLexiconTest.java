package org.stowbench.predictors.learned.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemLexiconTest {

  private final ItemLexicon lexicon = ItemLexicon.bundled();

  @Test
  void findsItemsWhateverTheirCasePluralOrPunctuation() {
    assertThat(lexicon.category("Bottle opener")).contains("gadget");
    assertThat(lexicon.category("  BOTTLE-OPENERS ")).contains("gadget");
    assertThat(lexicon.category("Painkiller")).contains("medicine");
  }

  @Test
  void theLastWordsSayWhatAThingIs() {
    assertThat(lexicon.category("big red wine glass")).contains("cup");
    assertThat(lexicon.category("Ikea knife")).contains("knife");
  }

  @Test
  void knowsNothingOfWhatItWasNotTold() {
    assertThat(lexicon.category("flux capacitor")).isEmpty();
    assertThat(lexicon.category("\u202e\u0000;DROP")).isEmpty();
    assertThat(lexicon.category("!!!")).isEmpty();
  }

  @Test
  void anItemSpeaksForItselfAndElseItsKinMost() {
    List<String> known = List.of("Plate", "Spoon", "Cooking oil");

    assertThat(lexicon.kin("spoons", known)).containsExactly(0, 1, 0);
    double[] fork = lexicon.kin("Fork", known);
    assertThat(Arrays.stream(fork).sum()).isCloseTo(1, within(1e-12));
    assertThat(fork[1]).isGreaterThan(0.5);
  }
}
