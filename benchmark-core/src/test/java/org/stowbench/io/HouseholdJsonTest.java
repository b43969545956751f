package org.stowbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/** Scenes without photos, truths in several places and what is known, as JSON there and back. */
class HouseholdJsonTest {

  private static final String HOME =
      "{\"id\":\"home\",\"room\":\"flat\",\"containers\":["
          + "{\"id\":0,\"name\":\"top drawer\",\"position\":[0.5,-1,2],\"size\":[0.6,0,0.2],\"room\":\"kitchen\",\"type\":\"drawer\"},"
          + "{\"id\":1,\"name\":\"shelf\",\"position\":[0,0,0]},"
          + "{\"id\":2,\"name\":\"door\",\"region\":[[1,2],[3,4],[5,1]]}],"
          + "\"distances\":[[0,1,2,3],[1,0,1.5,2],[2,1.5,0,1],[3,2.5,1,0]]}";
  private static final String QUERY =
      "{\"id\":\"q\",\"split\":\"eval\",\"scene\":\"home\",\"item\":\"whisk\",\"household\":\"h\","
          + "\"truth\":{\"container\":0},"
          + "\"known\":[{\"item\":\"spoon\",\"container\":1},{\"item\":\"tent\",\"not_here\":true}]}";

  private static JsonInput json(String text) {
    return JsonInput.parse(text, InputLocation.of("home.json"));
  }

  private static LabeledQuery query(String text) {
    Scene home = SceneJson.read(json(HOME));
    return QueryJson.read(json(text), id -> home);
  }

  @Test
  void aHomeWithoutPhotosComesBackAsItWasWritten() {
    assertThat(Json.line(SceneJson.write(SceneJson.read(json(HOME))))).isEqualTo(HOME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"container\":0}", "{\"containers\":[0,2]}", "{\"not_here\":true}"})
  void aQueryComesBackAsItWasWritten(String truth) {
    String text = QUERY.replace("{\"container\":0}", truth);
    assertThat(Json.line(QueryJson.write(query(text), "eval"))).isEqualTo(text);
  }

  @Test
  void severalPlacesAreReadInAnyOrderAndOneIsWrittenPlainly() {
    assertThat(query(QUERY.replace("{\"container\":0}", "{\"containers\":[2,0]}")))
        .isEqualTo(query(QUERY.replace("{\"container\":0}", "{\"containers\":[0,2]}")));
    assertThat(query(QUERY.replace("{\"container\":0}", "{\"containers\":[0]}")))
        .isEqualTo(query(QUERY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\":\"shelf\" | \"name\":\" \"    | containers[1].name: expected a text that is not blank",
        "\"name\":\"shelf\" | \"name\":7        | containers[1].name: expected a text, found 7",
        "\"room\":\"kitchen\" | \"room\":\"\"   | containers[0].room: expected a text that is not blank",
        "[0.5,-1,2]         | [0.5,-1]          | containers[0].position: expected a position [x, y, z] in metres, found a list of 2",
        "[0.5,-1,2]         | \"left\"          | containers[0].position: expected a position [x, y, z] in metres, found the text \"left\"",
        "[0.5,-1,2]         | [0.5,-1,1e400]    | containers[0].position[2]: expected a finite number, found a number that is too large",
        "[0.5,-1,2]         | [0.5,-1,1e9]      | containers[0].position: position (0.5, -1.0, 1.0E9): must be numbers of metres, a million at most",
        "[0.6,0,0.2]        | [0.6,0,-0.2]      | containers[0].size: size (0.6, 0.0, -0.2): must be 0 or more",
        "\"position\":[0.5,-1,2],|``            | containers[0].position: missing",
        "[1,0,1.5,2]        | [1,0,1.5]         | distances: distances: row 1 has 3 columns: must have 4, as many as there are rows",
        "[1,0,1.5,2]        | [1,0,-1.5,2]      | distances: distances: row 1, column 2 is -1.5",
        "[1,0,1.5,2]        | 7                 | distances[1]: expected a list, found 7",
        "[5,1]]}]           | [5,1]]},{\"id\":3,\"name\":\"x\"}] | scene home: distances over 3 containers: must be over its 4",
      })
  void aHomeThatDoesNotFitIsRefusedWithItsField(String part, String broken, String message) {
    assertThat(HOME).contains(part);
    assertThatThrownBy(() -> SceneJson.read(json(HOME.replace(part, broken))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("home.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"container\":0}    | {\"containers\":[]}    | truth.containers: expected one or more containers, each once, found a list of 0",
        "{\"container\":0}    | {\"containers\":[1,1]} | truth.containers: expected one or more containers, each once",
        "{\"container\":0}    | {\"containers\":[0,3]} | truth is container 3: scene home has 3, numbered from 0",
        "{\"container\":0}    | {\"containers\":[-1]}  | truth.containers: truth is container -1: must be 0 or more",
        "{\"container\":0}    | {\"containers\":7}     | truth.containers: expected a list, found 7",
        "{\"container\":0}    | {\"containers\":[0],\"not_here\":true} | truth: expected exactly one of container, containers, not_here",
        "{\"container\":0}    | {\"region\":[[1,2]]}   | truth is a free region",
        "\"spoon\"            | \"Whisk\"              | known[0].item: expected an item that is not the one asked for, whisk, found the text \"Whisk\"",
        "\"spoon\"            | \" \"                  | known[0].item: expected a text that is not blank",
        "\"container\":1      | \"container\":3        | known placement of spoon is container 3: scene home has 3",
        "\"container\":1      | \"region\":[[1,2]]     | known[0]: known placement of spoon: is a free region",
        "\"container\":1      | \"container\":1,\"not_here\":true | known[0]: expected exactly one of container, not_here; found 2",
        "\"container\":1      | \"containers\":[1]     | known[0]: expected exactly one of container, not_here; found 0",
        "\"tent\"             | \"Spoons\"             | known[1]: Spoons is \"not here\", and in known[0], spoon is container 1: must not be both",
        "{\"item\":\"tent\",\"not_here\":true} | 7     | known[1]: expected an object, found 7",
      })
  void aQueryThatDoesNotFitIsRefusedWithItsField(String part, String broken, String message) {
    assertThat(QUERY).contains(part);
    assertThatThrownBy(() -> query(QUERY.replace(part, broken)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("home.json")
        .hasMessageContaining(message);
  }
}
