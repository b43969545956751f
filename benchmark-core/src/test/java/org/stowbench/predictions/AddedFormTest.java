package org.stowbench.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.io.InputFile;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.testing.TestKitchens;

/**
 * A form of prediction files, and a spelling of scene names, that come from outside: these classes
 * and their lines in {@code META-INF/services} are all there is of them.
 */
class AddedFormTest {

  /** A line {@code ~ QUERY} for each query, of which all are "not here". */
  public static final class Pessimist implements ResponseForm {

    /** For {@link java.util.ServiceLoader}. */
    public Pessimist() {}

    @Override
    public boolean recognises(InputFile file) {
      return file.firstCharacter().filter(first -> first == '~').isPresent();
    }

    @Override
    public void read(InputFile file, ResponseMatcher matcher) {
      for (String line : file.lines()) {
        String query = line.substring(1).strip();
        matcher.take(
            "", matcher.find(query), query, Prediction.of(query, Ranking.of(Answer.NOT_HERE)));
      }
    }
  }

  /** Scenes may be called {@code robot:SCENE}. */
  public static final class RobotNames implements SceneNames {

    /** For {@link java.util.ServiceLoader}. */
    public RobotNames() {}

    @Override
    public String common(String reference) {
      return reference.replaceFirst("^robot:", "");
    }
  }

  @TempDir private Path folder;

  private final QueryIndex index =
      QueryIndex.of(
          TestKitchens.dataset(
              "test:one",
              List.of(
                  TestKitchens.query(
                      "q1", TestKitchens.row("left wall", 3), "Whisk", "h1", Answer.NOT_HERE))));

  @Test
  void a_file_of_the_added_form_is_read_like_the_others() throws IOException {
    Path file = Files.writeString(folder.resolve("answers.txt"), "~ q1\n~ q9\n");
    List<Prediction> heard = new ArrayList<>();
    ReadReport report =
        ResponseFile.of(file).read(index, (person, prediction) -> heard.add(prediction));
    assertThat(heard).containsExactly(Prediction.of("q1", Ranking.of(Answer.NOT_HERE)));
    assertThat(report.unmatched().examples()).containsExactly("q9");
    assertThat(ResponseFile.of(file).predictor()).isEqualTo("answers");
  }

  @Test
  void a_scene_is_found_by_the_added_spelling_and_by_the_challenges() {
    assertThat(index.find("robot:left wall", "Whisk")).hasValue(0);
    assertThat(index.find("robot:Left Wall", "whisk")).hasValue(0);
    assertThat(index.find("images/left%20wall", "Whisk")).hasValue(0);
    assertThat(index.find("drone:left wall", "Whisk")).isEmpty();
  }
}
