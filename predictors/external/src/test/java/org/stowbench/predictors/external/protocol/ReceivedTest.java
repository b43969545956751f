package org.stowbench.predictors.external.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Region;
import org.stowbench.search.Move;
import org.stowbench.testing.TestKitchens;

/** What planners say: what fits the schemas is read, and what does not is named. */
class ReceivedTest {

  private static final Query QUERY = new Query("q", TestKitchens.row("three", 3), "whisk");

  private static Received message(String json) {
    return Received.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_hello() {
    String json =
        "{\"type\":\"hello\",\"protocol\":1,\"name\":\"mine\",\"version\":\"2\","
            + "\"wants\":[\"photo\",\"regions\"],\"modes\":[\"search\"],\"more\":1}";

    assertThat(Schemas.errors("planner-hello", json)).isEmpty();
    assertThat(message(json).introduction())
        .isEqualTo(
            new PlannerReply.Introduction(
                "mine",
                Optional.of("2"),
                Set.of(PlannerReply.Want.REGIONS, PlannerReply.Want.PHOTO),
                Set.of(PlannerReply.Mode.SEARCH)));
  }

  @Test
  void the_least_that_a_hello_can_be() {
    String json = "{\"type\":\"hello\",\"protocol\":1,\"name\":\"mine\"}";

    assertThat(Schemas.errors("planner-hello", json)).isEmpty();
    assertThat(message(json).introduction())
        .isEqualTo(
            new PlannerReply.Introduction(
                "mine", Optional.empty(), Set.of(), Set.of(PlannerReply.Mode.RANK)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"hello\",\"protocol\":2,\"name\":\"a\"} | field protocol: expected protocol 1, found 2",
        "{\"type\":\"hello\",\"protocol\":1,\"name\":\" \"} | field name: expected a text that is not blank",
        "{\"type\":\"hello\",\"protocol\":1} | field name: missing",
        "{\"type\":\"hello\",\"protocol\":1,\"name\":\"a\",\"wants\":[\"money\"]} | field wants[0]: expected one of",
        "{\"type\":\"hello\",\"protocol\":1,\"name\":\"a\",\"modes\":[]} | modes must have rank, search or both",
        "{\"type\":\"answer\",\"id\":\"1\"} | field type: expected hello",
      })
  void a_hello_that_does_not_fit(String json, String problem) {
    assertThat(Schemas.errors("planner-hello", json)).isNotEmpty();
    assertThatThrownBy(() -> message(json).introduction())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void a_ranking_of_all_kinds_of_answers() {
    String json =
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":2,\"score\":0.6},"
            + "{\"region\":[[0,0],[9,0],[9,9]],\"score\":0.3},{\"not_here\":true,\"score\":0.1}],"
            + "\"scores\":\"probability\",\"order\":\"strict\",\"rationale\":\"why\"}";

    assertThat(Schemas.errors("answer", json)).isEmpty();
    assertThat(message(json).id()).contains("7");
    assertThat(message(json).answer(QUERY))
        .isEqualTo(
            new PlannerReply.Ranked(
                "7",
                new Ranking(
                    java.util.List.of(
                        RankedAnswer.of(Answer.container(2), 0.6),
                        RankedAnswer.of(Answer.region(Region.of(0, 0, 9, 0, 9, 9)), 0.3),
                        RankedAnswer.of(Answer.NOT_HERE, 0.1)),
                    Ranking.Scores.PROBABILITY,
                    Ranking.Order.STRICT),
                Optional.of("why")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer", "move"})
  void an_error(String type) {
    String json = "{\"type\":\"" + type + "\",\"id\":\"7\",\"error\":\"no model\"}";

    assertThat(Schemas.errors(type, json)).isEmpty();
    assertThat(message(json).answer(QUERY)).isEqualTo(new PlannerReply.Failed("7", "no model"));
    assertThat(message(json).move(QUERY)).isEqualTo(new PlannerReply.Failed("7", "no model"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"answer\",\"id\":\"7\"} | field ranking: missing",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[]} | ranking without answers",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":\"2\"}]} | field ranking[0].container: expected a whole number",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":-1}]} | must be 0 or more",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"not_here\":false}]} | expected true",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":1,\"not_here\":true}]} | exactly one of",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":1,\"score\":\"1\"}]} | field ranking[0].score: expected a finite number",
        "{\"type\":\"answer\",\"id\":7,\"ranking\":[{\"container\":1}]} | field id: expected a text, found 7",
        "{\"type\":\"answer\",\"id\":\"7\",\"error\":\" \"} | field error: expected a text that is not blank",
        "{\"type\":\"move\",\"id\":\"7\",\"open\":1} | field type: expected answer",
      })
  void an_answer_that_does_not_fit(String json, String problem) {
    assertThat(Schemas.errors("answer", json)).isNotEmpty();
    assertThat(message(json).id()).contains("7");
    assertThatThrownBy(() -> message(json).answer(QUERY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":3}]} | field ranking[0]: names container 3: the scene has 3, numbered from 0",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":1,\"score\":NaN}]} | field ranking[0].score: expected a finite number, found \"NaN\"",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":1,\"score\":1e999}]} | expected a finite number",
        "{\"type\":\"answer\",\"id\":\"7\",\"ranking\":[{\"container\":1},{\"container\":1}]} | twice",
      })
  void an_answer_that_no_schema_can_refuse(String json, String problem) {
    assertThatThrownBy(() -> message(json).answer(QUERY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void moves() {
    String open = "{\"type\":\"move\",\"id\":\"8\",\"open\":1,\"rationale\":\"why\"}";
    String giveUp = "{\"type\":\"move\",\"id\":\"8\",\"give_up\":true}";

    assertThat(Schemas.errors("move", open)).isEmpty();
    assertThat(message(open).move(QUERY))
        .isEqualTo(new PlannerReply.Moved("8", Move.open(1), Optional.of("why")));
    assertThat(Schemas.errors("move", giveUp)).isEmpty();
    assertThat(message(giveUp).move(QUERY))
        .isEqualTo(new PlannerReply.Moved("8", Move.GIVE_UP, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"move\",\"id\":\"8\"} | either open or give_up",
        "{\"type\":\"move\",\"id\":\"8\",\"open\":1,\"give_up\":true} | either open or give_up",
        "{\"type\":\"move\",\"id\":\"8\",\"give_up\":false} | expected true",
        "{\"type\":\"move\",\"id\":\"8\",\"open\":-1} | names container -1",
        "{\"type\":\"answer\",\"id\":\"8\",\"ranking\":[{\"container\":1}]} | field type: expected move",
      })
  void a_move_that_does_not_fit(String json, String problem) {
    assertThat(Schemas.errors("move", json)).isNotEmpty();
    assertThatThrownBy(() -> message(json).move(QUERY))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Loading model...",
        "[]",
        "null",
        "7",
        "{}",
        "{\"type\":7}",
        "{\"type\":\"answer\"",
        "{\"type\":\"answer\",\"id\":\"1\"} {}",
        "{\"type\":\"answer\",\"type\":\"answer\"}",
      })
  void noise(String line) {
    assertThatThrownBy(() -> message(line)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void bytes_that_are_no_text() {
    byte[] line = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

    assertThatThrownBy(() -> Received.parse(line)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void deep_nesting() {
    assertThatThrownBy(() -> message("[".repeat(100_000)))
        .isInstanceOf(InvalidInputException.class);
  }
}
