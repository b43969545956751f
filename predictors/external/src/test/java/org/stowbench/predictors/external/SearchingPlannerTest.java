package org.stowbench.predictors.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.PredictorSpec;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.predictors.external.protocol.PlannerRequest;
import org.stowbench.predictors.external.protocol.Schemas;
import org.stowbench.query.Query;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Search;
import org.stowbench.testing.TestKitchens;

/** Planners that open one container after the other. */
class SearchingPlannerTest {

  private static final Query QUERY = new Query("q", TestKitchens.row("row", 3), "whisk");
  private static final PredictionContext CONTEXT = PredictionContext.of(7, "q");

  @TempDir private Path temp;

  private PlannerPredictor planner(String way, String... more) {
    ExecProvider provider = new ExecProvider();
    PredictorSpec spec =
        PredictorSpec.parse(
            PlannerRun.spec("", TestPlanner.command(way, more)), provider.options(), true);
    return (PlannerPredictor) provider.create(spec, PlannerRun.environment(temp));
  }

  /** The moves of a search in which nothing is ever found. */
  private static List<Move> moves(Search search) throws InterruptedException {
    List<Opened> opened = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    while (true) {
      Move move = search.next(opened, 10);
      moves.add(move);
      if (!(move instanceof Move.Open open)) {
        search.ended(opened, Search.End.GAVE_UP);
        return moves;
      }
      opened.add(new Opened(open.container(), Contents.EMPTY));
    }
  }

  @Test
  void a_planner_that_searches_is_told_what_it_found() throws InterruptedException {
    try (PlannerPredictor planner = planner("searches")) {
      Search search = planner.begin(QUERY, CONTEXT);

      assertThat(moves(search))
          .containsExactly(Move.open(0), Move.open(1), Move.open(2), Move.GIVE_UP);
      assertThat(search.remarks().rationale()).contains("step 0\nstep 1\nstep 2\nstep 3");
    }
  }

  @Test
  void the_ranking_of_a_planner_that_only_ranks_is_followed() throws InterruptedException {
    try (PlannerPredictor planner = planner("behaves")) {
      int first = (int) (PlannerRequest.seed(CONTEXT.seed()) % 3);

      assertThat(moves(planner.begin(QUERY, CONTEXT)))
          .containsExactly(Move.open(first), Move.GIVE_UP);
    }
  }

  @Test
  void a_planner_that_only_searches_is_not_asked_to_rank() {
    try (PlannerPredictor planner = planner("searches")) {
      assertThatThrownBy(() -> planner.predict(QUERY, CONTEXT))
          .isInstanceOf(RunStoppedException.class)
          .hasMessage("the planner test does not rank: run it with --mode search");
    }
  }

  @Test
  void what_a_planner_hears_fits_the_schemas() throws IOException, InterruptedException {
    Path heard = temp.resolve("heard");
    try (PlannerPredictor planner = planner("searches", heard.toString())) {
      moves(planner.begin(QUERY, CONTEXT));
    }

    List<String> lines = Files.readAllLines(heard);
    List<String> types = List.of("hello", "search", "search", "search", "search", "end", "bye");
    assertThat(lines).hasSize(types.size());
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).contains("\"type\":\"" + types.get(i) + "\"");
      assertThat(Schemas.errors(types.get(i), lines.get(i))).isEmpty();
    }
    assertThat(lines.get(5)).contains("\"id\":\"4\"", "\"end\":\"gave_up\"");
  }

  @Test
  void what_was_seen_in_an_opened_container_is_known_at_the_next_step()
      throws IOException, InterruptedException {
    Path heard = temp.resolve("heard");
    try (PlannerPredictor planner = planner("searches", heard.toString())) {
      Search search = planner.begin(QUERY, CONTEXT);
      search.next(List.of(), 3);
      search.next(List.of(new Opened(0, new Contents.OtherItems(List.of("ladle", "Whisks")))), 2);
    }

    List<String> lines = Files.readAllLines(heard);
    assertThat(lines.get(1)).doesNotContain("\"known\"");
    assertThat(lines.get(2)).contains("\"known\":[{\"item\":\"ladle\",\"container\":0}]");
  }
}
