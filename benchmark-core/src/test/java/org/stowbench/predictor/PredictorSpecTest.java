package org.stowbench.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stowbench.io.InvalidInputException;

class PredictorSpecTest {

  private static final List<PredictorOption> OPTIONS =
      List.of(
          new PredictorOption("size", "a number", "3"),
          new PredictorOption("form", "a word", "round"),
          new PredictorOption("from", "a file", "none"));

  private static PredictorSpec spec(String text) {
    return PredictorSpec.parse(text, OPTIONS, true);
  }

  @Test
  void valuesThatAreNotGivenAreTheDefaults() {
    PredictorSpec spec = spec("dice");

    assertThat(spec.whole("size", 3, 1, 6)).isEqualTo(3);
    assertThat(spec.choice("form", "round", "square")).isEqualTo("round");
    assertThat(spec.file("from")).isEmpty();
  }

  @Test
  void valuesThatAreGivenAreRead() {
    PredictorSpec spec = spec("dice:size=6,form=square,from=a/b,c.csv");

    assertThat(spec.whole("size", 3, 1, 6)).isEqualTo(6);
    assertThat(spec.choice("form", "round", "square")).isEqualTo("square");
    assertThat(spec.file("from")).contains(Path.of("a/b"));
    assertThat(spec.argumentFile()).isEqualTo(Path.of("c.csv"));
  }

  @Test
  void whatCannotBeReadIsNamedWithWhatIsAllowed() {
    PredictorSpec spec = spec("dice:size=7,form=oval,from=a\0b");

    assertThatThrownBy(() -> spec.whole("size", 3, 1, 6))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor dice: option size: expected 1 to 6, found 7");
    assertThatThrownBy(() -> spec.choice("form", "round", "square"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor dice: option form: expected round or square, found oval");
    assertThatThrownBy(() -> spec.file("from"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor dice: option from: a\\u0000b is no file's name");
    assertThatThrownBy(spec::argumentFile)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor dice needs FILE");
    assertThatThrownBy(() -> spec("dice:a\0b").argumentFile())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("predictor dice: a\\u0000b is no file's name");
  }

  @Test
  void aTextMayHoldCommasAndOneNameMayStandForMany() {
    List<PredictorOption> known =
        List.of(
            new PredictorOption("model", "", "none", PredictorOption.Kind.TEXT),
            new PredictorOption("body.PATH", "", "none", PredictorOption.Kind.TEXT),
            new PredictorOption("seed", "", "none"));

    assertThat(
            PredictorSpec.parse(
                    "p:model=a,B=c:d,e,body.x.y={\"a\":1,\"b\":2},body.z=1,seed=2", known, false)
                .options())
        .containsExactly(
            Map.entry("model", "a,B=c:d,e"),
            Map.entry("body.x.y", "{\"a\":1,\"b\":2}"),
            Map.entry("body.z", "1"),
            Map.entry("seed", "2"));
    for (String refused : List.of("p:model=a,sede=2", "p:seed=2,b", "p:body.=1", "p:model.x=1")) {
      assertThatThrownBy(() -> PredictorSpec.parse(refused, known, false))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("is not an option");
    }
  }
}
