package org.stowbench.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoNameTest {

  @ParameterizedTest
  @CsvSource({
    "https://example.org/images/validation/26_segmented_Bottle_opener_1_a.jpg, Bottle_opener_1_a.jpg",
    "images/kitchen/10_segmented_sun_abc.jpg, sun_abc.jpg",
    "Food_containers__1_a.jpg, Food_containers_1_a.jpg",
    "https://example.org/17_segmented_Random_22%20-%20Pot_a.jpeg, Random_22 - Pot_a.jpeg",
    "100%_oak+pine.jpg, 100%_oak+pine.jpg"
  })
  void everySpellingOfAPhotoHasOneName(String reference, String name) {
    assertThat(PhotoName.of(reference)).isEqualTo(name);
  }
}
