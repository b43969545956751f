package org.stowbench.predictors.external.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.predictors.external.check.CheckFinding.Verdict;
import org.stowbench.testing.Programs;

/** Planners that keep the protocol pass; each that does not is caught by the check for it. */
class PlannerCheckTest {

  /** Long enough for an interpreter to start on a busy machine. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  /** For planners that say nothing: whoever waits longer learns no more. */
  private static final Duration IMPATIENT = Duration.ofSeconds(2);

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  private static List<CheckFinding> check(PlannerCheck check, Duration toStart, Duration longest)
      throws InterruptedException {
    List<CheckFinding> heard = new ArrayList<>();
    List<CheckFinding> findings = check.run(toStart, longest, heard::add);
    assertThat(heard).isEqualTo(findings).hasSize(PlannerCheck.CHECKS);
    return findings;
  }

  private static List<CheckFinding> broken(String fault, Duration toStart, Duration longest)
      throws InterruptedException, URISyntaxException {
    Programs.require("python3");
    Path script = Path.of(PlannerCheckTest.class.getResource("broken_planner.py").toURI());
    String command =
        "python3 %s %s '%s'"
            .formatted(quoted(script), quoted(Programs.example("python-planner")), fault);
    return check(PlannerCheck.ofCommand(command), toStart, longest);
  }

  private static CheckFinding finding(List<CheckFinding> findings, String check) {
    return findings.stream().filter(f -> f.check().equals(check)).findFirst().orElseThrow();
  }

  @Test
  void the_python_example_passes() throws InterruptedException {
    Programs.require("python3");
    String command = "python3 " + quoted(Programs.example("python-planner/planner.py"));

    assertThat(check(PlannerCheck.ofCommand(command), PATIENT, PATIENT))
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
  }

  @Test
  void the_cpp_example_passes() throws IOException, InterruptedException {
    assertThat(check(PlannerCheck.ofCommand(quoted(Programs.cppPlanner())), PATIENT, PATIENT))
        .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
  }

  @Test
  void the_python_example_passes_over_http() throws IOException, InterruptedException {
    Programs.require("python3");
    Process server =
        new ProcessBuilder(
                "python3", Programs.example("python-planner/http_planner.py").toString(), "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
      List<CheckFinding> findings = check(PlannerCheck.ofAddress(out.readLine()), PATIENT, PATIENT);

      assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.WRONG);
      assertThat(findings)
          .filteredOn(finding -> finding.verdict() == Verdict.SKIPPED)
          .extracting(CheckFinding::check)
          .containsExactly("fresh start", "bye", "end of input", "nothing left");
    } finally {
      server.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "does not start            | hello             | last words: \"no such model:"
            + " weights.bin\"",
        "another version           | hello             | field protocol: expected protocol 1, found"
            + " 2",
        "declines everything       | normal scene      | answered with the error: no model",
        "unknown fields are errors | unknown fields    | the error: what is this field?",
        "learns as it goes         | no memory         | and asked again after others",
        "another one each time     | fresh start       | and asked in a new process",
        "needs a container         | no containers     | exit code 1; its last words: \"there must"
            + " be",
        "ASCII only                | odd names         | exit code 1; its last words: \"cannot"
            + " encode",
        "unknown types are the end | unknown message   | ended with exit code 3",
        "opens the same again      | search            | opened container 0, which it had opened",
        "counts its moves          | search, no memory | asked for that step again, out of order",
        "answers the end           | ids               | search, end: answered id \"",
        "leaves somebody behind    | nothing left      | 2 processes that it started still ran",
        "noise before hello        | messages only     | before its hello, line 1 is not a message",
        "noise                     | messages only     | thinking \\u001b[31m about it",
        "answers twice             | ids               | a second time",
        "another id                | ids               | answered id \"no-such-id\", which was not",
        "id as a number            | fields            | field id: expected a text, found ",
        "id as a number            | normal scene      | an answer does not fit: see fields",
        "a container as 0.0        | normal scene      | an answer does not fit: see fields",
        "a container as 0.0        | fields            | container 0.0: must be a whole number"
            + " without",
        "not a number              | fields            | field ranking[0].score: expected a finite",
        "scores as text            | fields            | expected a finite number, found the text",
        "counts from 1             | fields            | names container 8: the scene has 8, num",
        "too probable              | fields            | probabilities add up to 1.4: must be at"
            + " most 1",
      })
  void each_fault_is_caught_and_named(String fault, String check, String found) throws Exception {
    CheckFinding finding = finding(broken(fault, PATIENT, PATIENT), check);

    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.found()).contains(found);
  }

  @Test
  void a_key_is_sent_over_http_and_told_nobody(@TempDir Path home) throws Exception {
    Files.writeString(home.resolve(".env"), "PLANNER_KEY=Bearer s3cr3t-value\n");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String shown = String.valueOf(exchange.getRequestHeaders().getFirst("X-Key"));
          byte[] quoted = ("you are " + shown).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(418, quoted.length);
          exchange.getResponseBody().write(quoted);
          exchange.close();
        });
    server.start();
    try {
      PlannerCheck check =
          PlannerCheck.ofAddress(
              "http://localhost:" + server.getAddress().getPort() + "/",
              home,
              "PLANNER_KEY",
              Optional.of("X-Key"));
      assertThat(finding(check(check, PATIENT, PATIENT), "hello").found())
          .contains("418: you are [key]");
    } finally {
      server.stop(0);
    }
    assertThatThrownBy(
            () -> PlannerCheck.ofAddress("http://localhost/", home, "NO_KEY", Optional.empty()))
        .hasMessage("the environment variable NO_KEY is not set");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loses some             | many at once   | 1 of 100 questions were not answered within 2 s",
        "at most 100 containers | 500 containers | the question was not answered within 2 s",
      })
  void what_does_not_come_is_missed(String fault, String check, String found) throws Exception {
    CheckFinding finding = finding(broken(fault, PATIENT, IMPATIENT), check);

    assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(finding.found()).contains(found);
  }

  @Test
  void a_planner_that_stays_is_noticed_and_ended() throws Exception {
    List<CheckFinding> findings = broken("stays", PATIENT, IMPATIENT);

    assertThat(finding(findings, "bye").found()).contains("still ran after 2 s");
    assertThat(finding(findings, "end of input").found()).contains("still ran after 2 s");
  }

  @Test
  void without_a_hello_nothing_else_is_tried() throws Exception {
    List<CheckFinding> findings = broken("silent", IMPATIENT, PATIENT);

    assertThat(finding(findings, "hello").found()).contains("said no hello within 2 s");
    assertThat(findings).filteredOn(f -> f.verdict() == Verdict.SKIPPED).hasSize(24);
  }

  @Test
  void what_cannot_be_started_is_no_planner() {
    PlannerCheck check = PlannerCheck.ofCommand("/no/such/planner --fast");

    assertThatThrownBy(() -> check.run(PATIENT, PATIENT, finding -> {}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be started")
        .hasMessageContaining("/no/such/planner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "ftp://planner/", "http://a b/", "/planner"})
  void what_is_no_address_is_refused(String address) {
    assertThatThrownBy(() -> PlannerCheck.ofAddress(address))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not an address");
  }
}
