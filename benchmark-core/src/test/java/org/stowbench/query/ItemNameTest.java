package org.stowbench.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names are one item, so that what is known never gives away what is asked for. */
class ItemNameTest {

  @ParameterizedTest
  @CsvSource({
    "spoon, spoon",
    "Spoon, sPOON",
    "dish towel, Dish_Towels",
    "dish-towel, dishtowel",
    "knife, Knives",
    "loaf, loaves",
    "berry, berries",
    "box, boxes",
    "crème brûlée, Creme Brulee",
    "ﬁsh kettle, fish kettle",
    "cup!, cup",
    "the whisk, whisk",
    "A whisk, The Whisks",
    "an apple, apple",
    "' the_dish towel', dish-towels",
    "the, The",
    "蒸し器, 蒸し器",
    "!, !",
  })
  void theseAreOneItem(String a, String b) {
    assertThat(ItemName.same(a, b)).isTrue();
    assertThat(ItemName.same(b, a)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "spoon, fork",
    "glass, glas",
    "spoon, teaspoon",
    "tea, teas pot",
    "pan 1, pan 2",
    "apple, a napple",
    "theater ticket, ater ticket",
    "another pan, other pan",
    "a, an",
    "a-frame, frame",
    "蒸し器, 鍋",
    "!, ?",
  })
  void theseAreTwo(String a, String b) {
    assertThat(ItemName.same(a, b)).isFalse();
    assertThat(ItemName.same(b, a)).isFalse();
  }
}
