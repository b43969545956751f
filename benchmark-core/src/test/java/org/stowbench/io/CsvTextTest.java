package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class CsvTextTest {

  @Property
  void everyTextComesBack(@ForAll String text) {
    assertThat(CsvText.read(CsvText.write(text))).isEqualTo(text);
  }

  @Property
  void textsOfTheDangerousCharactersComeBackAndNoneIsAFormula(
      @ForAll @CharRange(from = '\'', to = '@') String text) {
    assertThat(CsvText.read(CsvText.write(text))).isEqualTo(text);
    assertThat(CsvText.write(text)).doesNotStartWith("=").doesNotStartWith("+");
    assertThat(CsvText.write(text)).doesNotStartWith("-").doesNotStartWith("@");
  }

  @Test
  void aFormulaIsGuardedAndAPlainTextIsNot() {
    assertThat(CsvText.write("=1+1")).isEqualTo("'=1+1");
    assertThat(CsvText.write("\u00a0 =1+1")).isEqualTo("'\u00a0 =1+1");
    assertThat(CsvText.read("'\u00a0 =1+1")).isEqualTo("\u00a0 =1+1");
    assertThat(CsvText.write(" Whisk")).isEqualTo(" Whisk");
    assertThat(CsvText.write("Whisk")).isEqualTo("Whisk");
    assertThat(CsvText.read("'Tis a pan")).isEqualTo("'Tis a pan");
  }
}
