package org.stowbench.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final Terminal TERMINAL = new Terminal(OptionalInt.of(80), false);
  private static final String WIPE = "\r\u001b[K";

  private final StringWriter err = new StringWriter();
  private long seconds;
  private ProgressLine line = line(Terminal.NONE);

  private ProgressLine line(Terminal terminal) {
    return new ProgressLine(
        "scoring", new PrintWriter(err), terminal, () -> seconds * 1_000_000_000);
  }

  @AfterEach
  void close() {
    line.close();
  }

  private String drawn() {
    err.getBuffer().setLength(0);
    line.draw();
    return err.toString();
  }

  @Test
  void whatCannotBeCountedIsNamedOnce() {
    assertThat(drawn()).isEqualTo("stowbench: scoring ...\n");
    assertThat(drawn()).isEmpty();

    line.step("drawing the page");

    assertThat(drawn()).isEqualTo("stowbench: drawing the page ...\n");
  }

  @Test
  void rateAndTimeLeftAreOfWhatWasDoneInThisStage() {
    line.at("largest", 100, 400, "queries", "0 failed");
    seconds = 10;
    line.at("largest", 120, 400, "queries", "3 failed");

    assertThat(drawn())
        .isEqualTo("stowbench: largest: 120 of 400 queries, 3 failed, 2.0/s, 2 min left\n");

    line.at("fold 2", 0, 5, "steps");

    assertThat(drawn()).isEqualTo("stowbench: fold 2: 0 of 5 steps, 0.0/s\n");
  }

  @Test
  void aRemarkStandsBehindHowFarItIsAsSoonAsItIsThere() {
    AtomicReference<Optional<String>> remark = new AtomicReference<>(Optional.empty());
    line.remarks(remark::get);
    line.at("noam", 1, 4, "queries");
    line.drawRemark();
    assertThat(err.toString()).isEmpty();

    remark.set(Optional.of("waiting"));
    line.drawRemark();
    line.drawRemark();

    assertThat(err.toString()).isEqualTo("stowbench: noam: 1 of 4 queries, 0.0/s; waiting\n");
    remark.set(Optional.empty());
    assertThat(drawn()).isEqualTo("stowbench: noam: 1 of 4 queries, 0.0/s\n");
  }

  @Test
  void bytesAreMegabytesWithOrWithoutATotal() {
    line.bytes("downloading", 0, OptionalLong.of(20_000_000));
    seconds = 10;
    line.bytes("downloading", 5_000_000, OptionalLong.of(20_000_000));

    assertThat(drawn()).isEqualTo("stowbench: downloading: 5.0 of 20.0 MB (25 %), 30 s left\n");

    line.bytes("unpacking", 1_500_000, OptionalLong.empty());

    assertThat(drawn()).isEqualTo("stowbench: unpacking: 1.5 MB\n");
  }

  @Test
  void aTerminalHasOneLineThatFitsAndIsWipedBeforeWordsAndInTheEnd() {
    line = line(TERMINAL);
    line.at("x".repeat(100), 0, 10, "runs");
    seconds = 1;
    line.at("x".repeat(100), 5, 10, "runs");

    assertThat(drawn())
        .startsWith(WIPE + "xxx")
        .contains("\u2026", " [==========          ] 5 of 1")
        .hasSizeLessThan(80 + WIPE.length())
        .doesNotContain("\n");

    line.say("odd");
    line.draw();
    line.close();

    assertThat(err.toString()).contains(WIPE + "stowbench: odd\n" + WIPE + "xxx").endsWith(WIPE);
    assertThat(drawn()).isEmpty();
  }

  @Test
  void nothingForeignSteersTheTerminal() {
    line.at("exec:\u001b[2J\u202e", 1, 2, "queries", "\u001b[31m");
    line.draw();
    line.say("\u001b]0;title\u0007");

    assertThat(err.toString().replace("\n", "")).matches("[^\\p{Cc}\\p{Cf}]*");
  }
}
