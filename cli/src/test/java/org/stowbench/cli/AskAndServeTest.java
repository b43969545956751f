package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stowbench.io.Json;
import org.stowbench.io.SceneJson;
import org.stowbench.testing.TestKitchens;

/** {@code ask}, and {@code serve} as a process. */
class AskAndServeTest {

  private static final Path ROS = Path.of("..", "examples", "ros2", "stowbench_ros2");

  private StowbenchSession stowbench;
  private Path folder;

  @BeforeEach
  void begin() throws IOException {
    stowbench = StowbenchSession.beginWithSimulated();
    folder = stowbench.folder();
  }

  private StowbenchProcess.Result ask(String scene, String predictor, String... options) {
    String[] whisk = {"ask", "--scene", scene, "--item", "whisk", "--predictor", predictor};
    return stowbench.run(Stream.of(whisk, options).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void aPasswordInAPlannersAddressIsRefusedAndNotShown() {
    StowbenchProcess.Result result = ask("sim:eval/1", "http:http://me:hunter22@127.0.0.1:9/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("must not hold a name and password");
    assertThat(result.out() + result.err()).doesNotContain("hunter22");
  }

  @Test
  void asksAboutASceneOfADatasetAndDrawsTheAnswer() throws IOException {
    String rules = "rules:order=probability";
    StowbenchProcess.Result result = ask("sim:eval/1", rules, "--svg", "whisk.svg");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("rank  answer")
        .contains("lower middle", "not here", " % by its place");
    assertThat(Files.readString(folder.resolve("whisk.svg"))).contains("<svg", "whisk");
    StowbenchProcess.Result again = ask("sim:eval/sim-1-000000", rules);
    assertThat(again.out()).isEqualTo(result.out());
    StowbenchProcess.Result json = ask("sim:eval/1", rules, "--format", "json");
    assertThat(json.out()).startsWith("{").contains("\"answers\"", "\"where\"", "\"not_here\"");
  }

  @Test
  void drawsTheTruthBesideTheAnswerWhereTheDatasetTellsIt() throws IOException {
    StowbenchProcess.Result drawn =
        stowbench.run(
            "ask",
            "--scene",
            "sim:eval/sim-1-000000",
            "--item",
            "bottle opener",
            "--predictor",
            "largest",
            "--svg",
            "a.svg",
            "--truth");
    assertThat(drawn.exitCode()).as(drawn.err()).isZero();
    assertThat(Files.readString(folder.resolve("a.svg")))
        .contains("green: truth, 0", "truth", ">1st</text>");
    assertThat(ask("sim:eval/1", "largest", "--svg", "b.svg", "--truth").err())
        .contains("--truth: sim:eval does not tell where whisk is in scene sim-1-000000");
    assertThat(ask("sim:eval/1", "largest", "--truth").err()).contains("--truth: goes with --svg");
    Files.writeString(
        folder.resolve("one.json"), Json.line(SceneJson.write(TestKitchens.row("one", 3))));
    assertThat(ask("one.json", "largest", "--svg", "b.svg", "--truth").err())
        .contains("--truth: a scene in a file has none");
    assertThat(folder.resolve("b.svg")).doesNotExist();
  }

  @Test
  void asksAboutASceneInAFile() throws IOException {
    Files.writeString(
        folder.resolve("row.json"), Json.line(SceneJson.write(TestKitchens.row("row", 3))));
    StowbenchProcess.Result result = ask("row.json", "largest", "--top", "2", "--format", "csv");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
  }

  @Test
  void whoDoesNotLearnIsAskedWithoutAnythingToLearnFrom() throws IOException {
    stowbench = StowbenchSession.begin();
    Files.writeString(
        folder.resolve("row.json"), Json.line(SceneJson.write(TestKitchens.row("row", 3))));
    assertThat(ask("row.json", "largest").exitCode()).isZero();
    assertThat(stowbench.home().resolve("datasets")).doesNotExist();
    // Who learns looks at it, here in vain.
    assertThat(ask("row.json", "popular-name").err())
        .contains("no item of sim:dev is in a place that has a name");
    assertThat(stowbench.home().resolve("datasets/sim")).isDirectory();
  }

  @Test
  void wrongInputSaysWhatIsAllowedAndEndsWithTwo() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"id\": \"x\"}");
    assertRefused("broken.json: field containers: missing", "broken.json");
    assertRefused("must be a file with a scene in it", "nowhere/1");
    assertRefused("a query's place, from 1 to 100", "sim:eval/101");
    assertRefused("--top 0: must be 1 or more", "sim:eval/1", "--top", "0");
  }

  private void assertRefused(String message, String scene, String... options) {
    StowbenchProcess.Result result = ask(scene, "rules", options);
    assertThat(result.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(result.err()).contains(message);
  }

  @Test
  void servesUntilItIsToldToStopAndEndsWithZero() throws Exception {
    String token = "3f0c-this-is-the-token";
    Files.writeString(folder.resolve("token.txt"), token + "\n");
    Process process =
        new StowbenchProcess(folder, stowbench.home())
            .start(
                ("serve --predictor rules --predictor prior --dataset sim:eval --learn-from"
                        + " sim:eval --port 0 --host 0.0.0.0 --token-file token.txt --allow-host"
                        + " robot.local")
                    .split(" "));
    try {
      URI address = address(process);
      assertThat(post(address.resolve("/v1/rank"), token, QUESTION + "}").toString())
          .contains("\"probability\":", "\"where\":\"drawer");
      // The same question, asked at the command line and over HTTP.
      String prior = QUESTION + ",\"predictor\":\"prior\",\"reasons\":true";
      String[] asJson = {"--learn-from", "sim:eval", "--format", "json"};
      assertSame(
          ask("sim:eval/1", "prior", asJson),
          post(address.resolve("/v1/rank"), token, prior + "}"));
      assertSame(
          ask(
              "sim:eval/1",
              "prior",
              "--learn-from sim:eval --format json --next --known spoon=1 --opened 4 --opened 0=ladle --exclude 2"
                  .split(" ")),
          post(
              address.resolve("/v1/next"),
              token,
              prior
                  + """
                  ,"known":[{"item":"spoon","container":1}],"exclude":[2],"opened":[
                  {"container":4,"contents":"empty"},
                  {"container":0,"contents":"other_items","items":["ladle"]}]}\
                  """));
      tryTheRosExample(address, token);
      PythonPackage.test(
          Map.of("STOWBENCH_SERVER", address.toString(), "STOWBENCH_TOKEN", token),
          "tests.test_client");
      // SIGTERM, not SIGKILL.
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      new ServerSocket(address.getPort()).close();
      assertThat(Files.readString(folder.resolve("stderr"))).doesNotContain("at org.", token);
    } finally {
      process.destroyForcibly();
    }
  }

  private static final String QUESTION = "{\"scene_id\":\"sim-1-000000\",\"item\":\"whisk\"";

  private static ObjectNode post(URI address, String token, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (ObjectNode) new ObjectMapper().readTree(answer.body());
  }

  private static void assertSame(StowbenchProcess.Result asked, ObjectNode served)
      throws IOException {
    assertThat(asked.exitCode()).as(asked.err()).isZero();
    assertThat(served.at("/learned_from/sources/0/dataset").textValue()).isEqualTo("sim:eval");
    assertThat(served.at("/learned_from/sources/0/checksum").textValue()).startsWith("sha256:");
    assertThat(served.remove("predictor").textValue()).isEqualTo("prior");
    assertThat(new ObjectMapper().readTree(asked.out())).isEqualTo(served);
  }

  @Test
  void saysWhatToDoNextAndWhatWasLeftOut() {
    StowbenchProcess.Result next =
        ask("sim:eval/1", "rules", "--next", "--opened", "4", "--exclude", "0", "1");
    assertThat(next.exitCode()).as(next.err()).isZero();
    assertThat(next.err())
        .contains("next: open container ", "in containers that may not be named: 0.");
    // 6 is 4, drawn again.
    assertThat(next.out())
        .doesNotContain("container 0 ", "container 1 ", "container 4", "container 6");
    StowbenchProcess.Result none =
        ask("sim:eval/1", "largest", "--reachable", "0", "--exclude", "0");
    assertThat(none.out().lines()).hasSize(2);
    assertThat(none.out()).contains("not here");
  }

  @Test
  void aStepThatCannotBeIsRefused() {
    assertRefused("--opened: goes with --next", "sim:eval/1", "--opened", "4");
    assertRefused(
        "--opened 99: there is no such container", "sim:eval/1", "--next", "--opened", "99");
    assertRefused("must be PLACE or PLACE=ITEM", "sim:eval/1", "--next", "--opened", "4=");
    assertRefused(
        "--opened: container 6 is the same as 4",
        "sim:eval/1",
        "--next",
        "--opened",
        "4",
        "--opened",
        "6");
    assertRefused(
        "--exclude attic: there is no such container", "sim:eval/1", "--exclude", "attic");
  }

  @Test
  void aPortThatIsTakenOrImpossibleIsAMessage() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StowbenchProcess.Result result =
          stowbench.run("serve", "--predictor", "rules", "--port", "" + taken.getLocalPort());
      assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(result.err()).contains("cannot listen on 127.0.0.1, port " + taken.getLocalPort());
    }
    StowbenchProcess.Result result =
        stowbench.run("serve", "--predictor", "rules", "--port", "70000");
    assertThat(result.err()).contains("--port 70000: must be between 0 and 65535");
  }

  @Test
  void beyondThisMachineItWantsATokenAndNames() throws IOException {
    StowbenchProcess.Result open =
        stowbench.run("serve", "--predictor", "rules", "--host", "0.0.0.0");
    assertThat(open.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(open.err())
        .contains("--host 0.0.0.0: ", "--token-file", "--allow-host", "--insecure");
    Files.writeString(folder.resolve("token.txt"), "hunter2\n");
    StowbenchProcess.Result shortToken = stowbench.run("serve", "--token-file", "token.txt");
    assertThat(shortToken.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(shortToken.err())
        .contains("token.txt: must be a token of 16 to 512")
        .doesNotContain("hunter2");
    StowbenchProcess.Result name =
        stowbench.run("serve", "--allow-host", "http://robot", "--predictor", "rules");
    assertThat(name.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(name.err()).contains("--allow-host http://robot: must be a name");
  }

  private URI address(Process process) throws IOException {
    Pattern says = Pattern.compile("serving at (http://\\S+)\n");
    while (process.isAlive()) {
      Matcher line = says.matcher(Files.readString(folder.resolve("stderr")));
      if (line.find()) {
        return URI.create(line.group(1));
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(Files.readString(folder.resolve("stderr")));
  }

  /** The part of the ROS 2 example that needs no ROS. */
  private void tryTheRosExample(URI address, String token)
      throws IOException, InterruptedException {
    ProcessBuilder tests =
        new ProcessBuilder("python3", "-B", "-m", "unittest", "discover", "-s", "test", "-t", ".")
            .directory(ROS.toFile())
            .redirectErrorStream(true);
    tests.environment().put("STOWBENCH_SERVER", address.toString());
    tests.environment().put("STOWBENCH_TOKEN", token);
    Process python;
    try {
      python = tests.start();
    } catch (IOException e) {
      Assumptions.abort("skipped the ROS 2 example: no python3 on the PATH");
      return;
    }
    String said = new String(python.getInputStream().readAllBytes());
    assertThat(python.waitFor()).as(said).isZero();
    assertThat(said).contains("Ran 36 tests").doesNotContain("skipped");
  }
}
