package org.stowbench.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Json;

class TableTest {

  private static final Table TABLE =
      new Table("predictor", "hit@1", "95 %")
          .row(
              Cell.of("a predictor with a very long name, one"),
              Cell.of(0.25, 3),
              Cell.of("[0.150, 0.350]"))
          .row(
              Cell.of("a predictor with a very long name, two"),
              Cell.of(0.5, 3),
              Cell.of("[0.400, 0.600]"));

  private static Terminal terminal(int columns) {
    return new Terminal(OptionalInt.of(columns), false);
  }

  @Test
  void withoutATerminalNothingIsCut() {
    assertThat(TABLE.text(Terminal.NONE))
        .isEqualTo(TABLE.render(OutputFormat.table))
        .isEqualTo(
            """
            predictor                               hit@1  95 %
            a predictor with a very long name, one  0.250  [0.150, 0.350]
            a predictor with a very long name, two  0.500  [0.400, 0.600]
            """);
  }

  @Test
  void aCellOfSeveralFieldsIsAColumnAFieldInCsv() {
    Cell interval = Cell.of("[0, 1]", Json.object().put("low", 0).put("interval", "x"));

    assertThat(
            new Table("a", "95 %", "b")
                .row(Cell.of(1), interval, Cell.none())
                .render(OutputFormat.csv))
        .isEqualTo("a,95 % low,95 % interval,b\n1,0,x,\n");
  }

  @Test
  void csvSteersNoTerminal() {
    assertThat(new Table("a").row(Cell.of("x\u001b[31m\u202ey\tz")).render(OutputFormat.csv))
        .contains("x\\u001b[31m\\u202ey\tz");
  }

  @Test
  void onATerminalNamesAreCutInTheMiddleAndNumbersNever() {
    assertThat(TABLE.text(terminal(45)))
        .isEqualTo(
            """
            predictor               hit@1  95 %
            a predicto…g name, one  0.250  [0.150, 0.350]
            a predicto…g name, two  0.500  [0.400, 0.600]
            """);
  }

  @Test
  void whereNoRowFitsEachRowIsABlock() {
    assertThat(TABLE.text(terminal(30)))
        .startsWith(
            """
            predictor  a predict…name, one
            hit@1      0.250
            95 %       [0.150, 0.350]

            predictor  a predict…name, two
            """)
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 30));
  }

  @Test
  void headingsAreBoldOnlyWhereColoursMayBe() {
    assertThat(TABLE.text(terminal(100))).doesNotContain("\u001b");
    assertThat(TABLE.text(new Terminal(OptionalInt.of(100), true)))
        .startsWith("\u001b[1mpredictor")
        .containsOnlyOnce("\u001b[0m");
  }

  @Test
  void sentencesAreBrokenBetweenWords() {
    assertThat(terminal(20).wrapped("ranker finds ten points more than rules"))
        .isEqualTo("ranker finds ten\n  points more than\n  rules");
    assertThat(Terminal.NONE.wrapped("ranker finds ten points more than rules"))
        .isEqualTo("ranker finds ten points more than rules");
  }

  @Test
  void anIntervalIsDrawnOnItsAxis() {
    assertThat(Bars.interval(-0.5, 0.5, 1, -1, 1, 9)).isEqualTo("  ──┼─●──");
    assertThat(Bars.interval(0.5, 0.75, 1, -1, 1, 9)).isEqualTo("    │ ─●─");
    assertThat(Bars.sparkline(0, 0.5, 1, Double.NaN)).isEqualTo("▁▅█ ");
  }
}
