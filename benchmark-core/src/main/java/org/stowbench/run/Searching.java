package org.stowbench.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.stowbench.ask.GuardedAsk;
import org.stowbench.io.Json;
import org.stowbench.prediction.Details;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictor.PredictionContext;
import org.stowbench.predictor.Predictor;
import org.stowbench.predictor.RunStoppedException;
import org.stowbench.query.Answer;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.search.Contents;
import org.stowbench.search.Move;
import org.stowbench.search.Opened;
import org.stowbench.search.Remarks;
import org.stowbench.search.Search;
import org.stowbench.search.SearchFailedException;
import org.stowbench.search.SearchJson;
import org.stowbench.search.Searcher;

/**
 * Has a predictor search step by step. A finished search is a ranking: the containers in the order
 * in which they were opened, then "not here" if the searcher gave up. The prediction's details hold
 * what was found:
 *
 * <pre>{@code
 * {"opened": [{"container": 3, "contents": "empty"}, {"container": 1, "contents": "found"}],
 *  "end": "found", "searcher": {...}}
 * }</pre>
 *
 * {@code end} is missing where the search failed; {@code searcher} are the searcher's own details.
 */
final class Searching implements Task {

  private final Searcher searcher;
  private final Belongings belongings;
  private final OptionalInt budget;

  private Searching(Searcher searcher, Belongings belongings, OptionalInt budget) {
    this.searcher = searcher;
    this.belongings = belongings;
    this.budget = budget;
  }

  /**
   * Reads the split once, for what is in its containers.
   *
   * @param budget how many containers may be opened a query; empty for all
   */
  static Searching of(Predictor predictor, Dataset dataset, OptionalInt budget) {
    return new Searching(Searcher.of(predictor), Belongings.of(dataset), budget);
  }

  @Override
  public Prediction perform(LabeledQuery labeled, PredictionContext context)
      throws InterruptedException {
    List<Opened> opened = new ArrayList<>();
    Optional<Search.End> end = Optional.empty();
    Prediction prediction;
    Search search;
    try {
      search = searcher.begin(labeled.query(), context);
    } catch (SearchFailedException e) {
      return failed(labeled, e);
    }
    if (search == null) {
      return Prediction.failed(labeled.query().id(), "the searcher began no search");
    }
    try {
      end = Optional.of(lead(search, belongings.behind(labeled), opened));
      search.ended(List.copyOf(opened), end.get());
      prediction = Prediction.of(labeled.query(), ranking(opened, end.get()));
    } catch (RunStoppedException e) {
      throw e;
    } catch (SearchFailedException e) {
      prediction = failed(labeled, e);
    } catch (RuntimeException e) {
      prediction = Prediction.failed(labeled.query().id(), GuardedAsk.cause(labeled.query(), e));
    }
    return remarked(prediction, search.remarks(), details(opened, end));
  }

  /** Its message was made for this, so the kind of error is left out. */
  private static Prediction failed(LabeledQuery labeled, SearchFailedException e) {
    return Prediction.failed(labeled.query().id(), String.valueOf(e.getMessage()));
  }

  /** Lets the searcher open what it wants; adds that to {@code opened}. */
  private Search.End lead(Search search, HiddenContents kitchen, List<Opened> opened)
      throws InterruptedException {
    int most = Math.min(budget.orElse(Integer.MAX_VALUE), kitchen.containers());
    while (opened.size() < most) {
      Move move = search.next(List.copyOf(opened), most - opened.size());
      if (move instanceof Move.GiveUp) {
        return Search.End.GAVE_UP;
      }
      if (!(move instanceof Move.Open open)) {
        throw new SearchFailedException("the searcher made no move");
      }
      Opened next = kitchen.open(open.container());
      opened.add(next);
      if (next.contents() instanceof Contents.Found) {
        return Search.End.FOUND;
      }
    }
    // Where there is nothing to open, nothing is all that one can do.
    return most == 0 ? Search.End.GAVE_UP : Search.End.OUT_OF_BUDGET;
  }

  private static Ranking ranking(List<Opened> opened, Search.End end) {
    List<Answer> answers = new ArrayList<>();
    opened.forEach(each -> answers.add(Answer.container(each.container())));
    if (end == Search.End.GAVE_UP) {
      answers.add(Answer.NOT_HERE);
    }
    return Ranking.of(answers);
  }

  private static ObjectNode details(List<Opened> opened, Optional<Search.End> end) {
    ObjectNode json = Json.object();
    json.set("opened", SearchJson.write(opened));
    end.ifPresent(how -> json.put("end", Json.name(how)));
    return json;
  }

  private static Prediction remarked(Prediction prediction, Remarks remarks, ObjectNode details) {
    remarks.details().ifPresent(own -> details.set("searcher", own.json()));
    return new Prediction(
        prediction.query(),
        prediction.ranking(),
        prediction.error(),
        remarks.rationale(),
        prediction.latency(),
        remarks.usage(),
        Optional.of(new Details(details)));
  }
}
