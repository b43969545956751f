package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stowbench.run.RunStatus;

/** Whatever a planner does: the run ends, every other answer is in place, the fault is named. */
class MisbehavingPlannerTest {

  private static final int QUERIES = 160;

  @TempDir private Path temp;

  private PlannerRun run(String options, String way) throws IOException {
    return PlannerRun.exec(temp, options, TestPlanner.command(way), QUERIES, 4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crashes | ended or was stopped \\d times, .* it ended with exit code 3; its last words:"
            + " \"out of memory\"",
        "answers twice | gave 3 answers to questions that were answered already or given up; the"
            + " first: \\{\"type\":\"answer\".*",
        "answers unknown ids | gave 3 answers to questions that nobody asked; the first:"
            + " .*999999.*",
        "answers what has no id | sent 3 lines that are not messages; the first:"
            + " \\{\"type\":\"answer\"}",
        "prints garbage | sent 3 lines that are not messages; the first: Loading"
            + " \\\\u001b\\[31mmodel \\\\u0000...",
        "prints without end | sent 3 messages that are too long; the first: more than 1048576"
            + " bytes, beginning x+...",
        // Nobody notices before the next question; if all wait for answers, there is none.
        "closes stdin | ended or was stopped \\d times, .* it .*(standard input)?(in 1 s)?",
        "closes stdout | ended or was stopped \\d times, .* it closed its standard output",
      })
  void every_answer_is_in_place_and_the_fault_is_named(String way, String notice)
      throws IOException {
    PlannerRun run = run(way.equals("closes stdin") ? "timeout=1" : "", way);

    assertThat(run.predictions()).isEqualTo(PlannerRun.expected(temp, QUERIES));
    assertThat(run.notices().get(0)).matches("the planner " + notice);
    assertThat(run.manifest().status()).isEqualTo(RunStatus.COMPLETE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crashes on one | the planner was asked twice, the second time alone, and it ended with"
            + " exit code 3; its last words: ?out of memory?",
        "hangs | the planner was asked twice, the second time alone, and it did not answer within 1"
            + " s",
        "scores without number | answer: field ranking[0].score: expected a finite number, found"
            + " ?NaN?",
        "names what is not there | answer: field ranking[0]: names container 3: the scene has 3,"
            + " numbered from 0",
        "scribbles | answer: field ranking[0].region: region of 500 vertices: 1001 places or more"
            + " where it crosses or touches itself: must be at most 1000",
        "numbers its ids | answer: field id: expected a text, found *",
        "moves | answer: field type: expected answer, found the text ?move?",
        "refuses one | no",
        "writes no UTF-8 | the planner was asked twice, the second time alone, and it wrote a"
            + " message that cannot be read: not JSON at line 1, column *: not UTF-8 text",
      })
  void only_the_answer_that_it_spoils_fails(String way, String reason) throws IOException {
    PlannerRun run = run("timeout=" + (way.equals("hangs") ? 1 : 60), way);

    assertThat(run.failures()).containsOnlyKeys(TestPlanner.POISON);
    assertThat(run.failures().get(TestPlanner.POISON).replace("\\", "")).matches(pattern(reason));
    assertThat(run.answers())
        .isEqualTo(
            PlannerRun.expected(temp, QUERIES).stream()
                .filter(line -> !line.contains("\"" + TestPlanner.POISON + "\""))
                .toList());
    assertThat(run.manifest().failed()).isOne();
  }

  private static String pattern(String reason) {
    return reason.replaceAll("([\\[\\].])", "\\\\$1").replace("?", ".?").replace("*", ".*");
  }

  @Test
  void a_flood_on_standard_error_harms_nothing_and_is_logged_up_to_a_limit() throws IOException {
    Path log = temp.resolve("planner.log");

    PlannerRun run = run("log=" + log, "floods stderr");

    assertThat(run.predictions()).isEqualTo(PlannerRun.expected(temp, QUERIES));
    assertThat(run.notices())
        .singleElement()
        .asString()
        .matches("the planner wrote \\d+ lines to standard error, see .*planner.log");
    assertThat(Files.size(log)).isBetween(16L << 20, 17L << 20);
    assertThat(Files.readString(log))
        .startsWith("the same words again and again\n")
        .endsWith("[the rest is left out]\n");
  }

  @Test
  void answers_in_another_order_find_their_questions() throws IOException {
    PlannerRun run = run("", "answers in pairs, backwards");

    assertThat(run.predictions()).isEqualTo(PlannerRun.expected(temp, QUERIES));
    assertThat(run.notices()).isEmpty();
  }

  @Test
  void a_planner_that_dies_at_every_start_stops_the_run() throws IOException {
    PlannerRun run = run("workers=2", "dies at start");

    assertThat(run.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(run.manifest().stoppedBecause())
        .contains(
            "the planner was started 3 times, and it ended with exit code 4;"
                + " its last words: \"no \\u001b[31mmodel\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "indents its hello   | 60 | it wrote a message over several lines: each must stand on one"
            + " line",
        "indents its answers | 60 | it wrote a message over several lines: each must stand on one"
            + " line",
        "prints before hello | 60 | its hello does not stand on a line of its own: it wrote what is"
            + " no answer: Loading... {",
        "repeats a field     | 60 | it wrote a message that cannot be read: not JSON at line 1,"
            + " column 19: the field type is there twice",
        "answers without ids | 1  | (it wrote what is no answer: {\"type\":\"answer\"",
        "ends no line        | 1  | does it end each message with a line end, and flush?",
      })
  void a_planner_that_never_answers_rightly_stops_the_run_after_three_times(
      String way, int timeout, String named) throws IOException {
    PlannerRun run = run("in-flight=1,timeout=" + timeout, way);

    assertThat(run.manifest().status()).isEqualTo(RunStatus.STOPPED);
    assertThat(run.manifest().stoppedBecause().orElseThrow()).contains("3 times", named);
  }

  @Test
  void a_program_that_is_not_there_stops_the_run() throws IOException {
    PlannerRun run = PlannerRun.exec(temp, "", List.of("no-such-program"), 3, 1);

    assertThat(run.manifest().stoppedBecause().orElseThrow())
        .startsWith(
            "the planner cannot be started: there is no program no-such-program on the PATH");
  }

  @Test
  void a_program_that_only_repeats_what_it_hears_stops_the_run() throws IOException {
    PlannerRun run = PlannerRun.exec(temp, "", List.of("cat"), 3, 1);

    assertThat(run.manifest().stoppedBecause())
        .contains(
            "the planner was started 3 times, and its hello does not fit: hello: field name:"
                + " missing: must be there");
  }

  @Test
  void the_same_bytes_with_one_worker_and_with_eight() throws IOException {
    List<String> command = TestPlanner.command("behaves");

    PlannerRun one = PlannerRun.exec(temp, "workers=1", command, QUERIES, 1);
    PlannerRun eight = PlannerRun.exec(temp, "workers=8,in-flight=1", command, QUERIES, 8);

    assertThat(one.predictions()).isEqualTo(PlannerRun.expected(temp, QUERIES));
    assertThat(eight.predictions()).isEqualTo(one.predictions());
    assertThat(eight.notices()).isEmpty();
  }
}
