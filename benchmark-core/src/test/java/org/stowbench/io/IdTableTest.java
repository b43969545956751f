package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdTableTest {

  private final IdTable table = new IdTable();

  @Test
  void numbersTextsInTheOrderInWhichTheyCame() {
    assertThat(List.of("b", "a", "b", "", "c").stream().map(table::add))
        .containsExactly(0, 1, 0, 2, 3);
    assertThat(table.size()).isEqualTo(4);
    assertThat(table.find("a")).hasValue(1);
    assertThat(table.find("d")).isEmpty();
    assertThat(table.get(2)).isEmpty();
    assertThatThrownBy(() -> table.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void keepsEveryTextToTheLetterAlsoWhatIsNoValidUnicode() {
    List<String> texts =
        List.of("Besteck", "cutlery é", "\u0000", "刀", "\ud83c\udf74", "\ud83c", "\udf74", "?");
    texts.forEach(table::add);
    assertThat(IntStream.range(0, texts.size()).mapToObj(table::get).toList()).isEqualTo(texts);
    assertThat(texts)
        .allSatisfy(text -> assertThat(table.get(table.find(text).getAsInt())).isEqualTo(text));
  }

  @Test
  void findsEachOfManyAndOrdersThemAsTextsAre() {
    SplittableRandom random = new SplittableRandom(1);
    List<String> texts =
        IntStream.range(0, 20_000)
            .mapToObj(
                i -> i + "-" + Character.toString(random.nextInt(1, 0x3000)) + "x".repeat(i % 50))
            .toList();
    texts.forEach(table::add);
    for (int i = 0; i < texts.size(); i++) {
      int other = random.nextInt(texts.size());
      assertThat(table.find(texts.get(i))).hasValue(i);
      assertThat(table.get(i)).isEqualTo(texts.get(i));
      assertThat(Integer.signum(table.compare(i, other)))
          .isEqualTo(Integer.signum(texts.get(i).compareTo(texts.get(other))));
    }
  }
}
