package org.stowbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/spark.md, as they stand there. */
class SparkDocsTest {

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^spark-submit --master 'local\\[2]' --class org.stowbench.spark.Main"
              + " spark/target/stowbench-spark.jar (.*)$");

  @Test
  void everyCommandWorks(@TempDir Path folder) throws IOException {
    String docs = Files.readString(Path.of("..", "docs", "spark.md")).replaceAll("\\\\\\n *", "");
    Submission programs = new Submission(folder);

    List<String> commands =
        COMMAND.matcher(docs).results().map((MatchResult command) -> command.group(1)).toList();

    assertThat(commands).hasSize(docs.split("(?m)^spark-submit").length - 1).isNotEmpty();
    for (String command : commands) {
      Submission.Result result = programs.submit(command.split(" "));
      assertThat(result.code()).as("%s: %s", command, result.output()).isZero();
    }
  }
}
