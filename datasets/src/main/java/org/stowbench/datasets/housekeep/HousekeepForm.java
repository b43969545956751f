package org.stowbench.datasets.housekeep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;
import org.stowbench.prediction.Prediction;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictions.ResponseForm;
import org.stowbench.predictions.ResponseMatcher;
import org.stowbench.query.Answer;
import org.stowbench.query.Query;
import org.stowbench.scene.Container;

/**
 * A method's scores as Housekeep's repository stores them, {@code orr_scores.npy}: {@code scores}
 * of each object, room and receptacle, and the names of these. A query's answers are its room's
 * receptacles, the highest score first. One that lacks a number for any of them is a failed
 * prediction.
 *
 * <p>The file of people's answers itself, {@code data.npy}, is a method too: a blind one, whose
 * score is how often people put any object of the split {@code train} there, by the {@code
 * splits.yaml} beside it, whichever object is asked for.
 */
public final class HousekeepForm implements ResponseForm {

  private static final double NONE = Double.NaN;

  /** For {@link java.util.ServiceLoader}. */
  public HousekeepForm() {}

  @Override
  public boolean recognises(InputFile file) {
    return file.beginsWith(NumpyFile.FIRST);
  }

  @Override
  public void read(InputFile input, ResponseMatcher matcher) {
    NumpyFile file = NumpyFile.read(input);
    if (PeoplesAnswers.isIn(file)) {
      readBlind(PeoplesAnswers.of(file), input, matcher);
    } else {
      readScores(file, matcher);
    }
  }

  private static void readScores(NumpyFile file, ResponseMatcher matcher) {
    List<String> objects = file.names("objects");
    List<String> rooms = file.names("rooms");
    List<String> receptacles = file.names("receptacles");
    NumpyArray scores = file.numbers("scores", objects.size(), rooms.size(), receptacles.size());
    Map<String, Integer> places = HousekeepNames.places(receptacles);
    for (int object = 0; object < objects.size(); object++) {
      for (int room = 0; room < rooms.size(); room++) {
        int[] at = {object, room};
        take(
            objects.get(object),
            rooms.get(room),
            name -> places.containsKey(name) ? scores.at(at[0], at[1], places.get(name)) : NONE,
            matcher);
      }
    }
  }

  private static void readBlind(PeoplesAnswers answers, InputFile input, ResponseMatcher matcher) {
    Path beside = Path.of(input.location().source()).resolveSibling("splits.yaml");
    List<Integer> train =
        ObjectSplits.read(InputFile.of(beside, FileKind.SETTINGS), answers.objects())
            .places()
            .get(ObjectSplits.TRAIN);
    answers
        .rooms()
        .forEach(
            (room, receptacles) -> {
              Map<String, Double> often = new HashMap<>();
              for (PeoplesAnswers.Receptacle receptacle : receptacles) {
                often.put(
                    HousekeepNames.common(receptacle.name()),
                    (double) train.stream().mapToInt(o -> answers.choosing(receptacle, o)).sum());
              }
              for (String object : answers.objects()) {
                take(object, room, name -> often.getOrDefault(name, NONE), matcher);
              }
            });
  }

  /**
   * Takes what is said of an object in a room.
   *
   * @param scores of each receptacle, by what the spellings of its name have in common
   */
  private static void take(
      String object, String room, ToDoubleFunction<String> scores, ResponseMatcher matcher) {
    String asked = object + " in " + room;
    OptionalInt ordinal = matcher.find(room, object);
    if (ordinal.isEmpty()) {
      matcher.takeUnmatched(asked);
    } else {
      Query query = matcher.query(ordinal.getAsInt());
      matcher.take("", ordinal, asked, prediction(query, scores));
    }
  }

  private static Prediction prediction(Query query, ToDoubleFunction<String> scores) {
    List<RankedAnswer> answers = new ArrayList<>();
    for (Container container : query.scene().containers()) {
      double score = scores.applyAsDouble(container.name().map(HousekeepNames::common).orElse(""));
      if (!Double.isFinite(score)) {
        return Prediction.failed(
            query.id(),
            "no score of "
                + InvalidInputException.excerpt(container.name().orElse("a receptacle"))
                + " in "
                + query.scene().id());
      }
      answers.add(RankedAnswer.of(Answer.container(container.id()), score));
    }
    answers.sort(
        Comparator.comparingDouble((RankedAnswer ranked) -> ranked.score().orElseThrow())
            .reversed()); // stable: equal ones stay in their order
    return Prediction.of(
        query, new Ranking(answers, Ranking.Scores.RELATIVE, Ranking.Order.STRICT));
  }
}
