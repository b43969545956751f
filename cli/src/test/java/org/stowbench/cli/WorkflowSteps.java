package org.stowbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs steps of workflows as GitHub does under {@code shell: bash}, with a launcher that builds
 * nothing. GitHub's own command, {@code gh}, is a stand-in that writes down what it was asked.
 */
record WorkflowSteps(Path folder, Path home) {

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  static JsonNode read(String file) throws IOException {
    return new YAMLMapper().readTree(CHECKOUT.resolve(file).toFile());
  }

  /** Stowbench's checkout, as far as steps use it. */
  void launcher(Path checkout) throws IOException {
    script(
        checkout.resolve("stowbench"),
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                Main.class.getName()));
    script(
        checkout.resolve(".github/comment"), Files.readString(CHECKOUT.resolve(".github/comment")));
    script(
        folder.resolve("bin/gh"),
        """
        #!/bin/sh
        case $* in *--paginate*) cat '%1$s/comment-id' 2>/dev/null; exit 0 ;; esac
        printf '%%s %%s\\n' "$3" "$4" >>'%1$s/comments'
        cp "${6#body=@}" '%1$s/comment'
        """
            .formatted(folder));
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What was asked of GitHub, a line each: how, and where. */
  List<String> comments() throws IOException {
    Path comments = folder.resolve("comments");
    return Files.exists(comments) ? Files.readAllLines(comments) : List.of();
  }

  int bash(JsonNode step, Map<String, String> variables) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.path("run").asText())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("bin") + File.pathSeparator + environment.get("PATH"));
    environment.put("STOWBENCH_HOME", home.toString());
    environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    environment.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    environment.put("REPOSITORY", "you/kitchens");
    environment.put("PULL", "7");
    environment.putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** What the last step printed, for a test's message. */
  String said(JsonNode step) throws IOException {
    return step.path("name").asText() + "\n" + Files.readString(folder.resolve("log"));
  }
}
