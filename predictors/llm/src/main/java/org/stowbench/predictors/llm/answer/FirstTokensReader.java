package org.stowbench.predictors.llm.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import org.stowbench.prediction.RankedAnswer;
import org.stowbench.prediction.Ranking;
import org.stowbench.predictors.llm.chat.FirstTokens;
import org.stowbench.predictors.llm.chat.FirstTokens.Candidate;
import org.stowbench.predictors.llm.chat.FirstTokens.Position;
import org.stowbench.predictors.llm.scene.Numbering;
import org.stowbench.query.Answer;

/**
 * Ranks containers by how likely it was that a reply would be their number, with probabilities
 * given that it was a number or "none" at all.
 *
 * <p>Models that write "12" in two tokens begin 1, 10 and 12 alike. Where such a beginning was
 * drawn, the token after it tells them apart; where it was only a candidate, and the model shows no
 * token of two digits, its probability is divided evenly between them, which is said. Containers
 * that are not among the candidates are left out; each is less likely than any candidate, and as
 * much probability is left for them.
 */
public final class FirstTokensReader implements ReplyReader {

  private static final String NONE = "none";
  private static final double PERCENT = 100;

  /** Servers round; what is further above 0 is no log probability. */
  private static final double ROUNDING = 1e-3;

  private static final Pattern NO_WORD = Pattern.compile("[\\s\u2581\u0120\u010a*_`\"'#\\[({]+");

  private final Numbering numbering;
  private final DoubleConsumer named;

  /**
   * Reads replies that use these numbers.
   *
   * @param named hears of each reply which share of the probability was on a number or "none"
   */
  public FirstTokensReader(Numbering numbering, DoubleConsumer named) {
    this.numbering = numbering;
    this.named = named;
  }

  @Override
  public Reading read(String text) {
    Optional<FirstTokens> tokens = FirstTokens.of(text).filter(t -> !t.positions().isEmpty());
    if (tokens.isEmpty()) {
      return new Reading.Unreadable(
          "it came without log probabilities",
          Optional.of("answer=logprobs needs a server that gives them"));
    }
    try {
      return new Count(tokens.get()).reading();
    } catch (UnreadableReply e) {
      return new Reading.Unreadable(
          e.getMessage(),
          Optional.of(
              "answer=logprobs needs a model that begins with its answer, and does not think first"));
    }
  }

  /** One reply. */
  private final class Count {

    private final List<Position> positions;
    private final Map<Answer, Double> mass = new HashMap<>();
    private double divided;
    private double seen;
    private double least = 1;

    Count(FirstTokens tokens) {
      this.positions = tokens.positions();
      double weight = 1;
      int at = 0;
      while (weigh(at, weight)) {
        weight *= probability(positions.get(at), positions.get(at).token());
        at++;
      }
    }

    /** Counts a position; whether the next one has to be counted too, the drawn one being blank. */
    private boolean weigh(int at, double weight) {
      Position position = positions.get(at);
      boolean goesOn = at + 1 < positions.size() && word(position.token()).isEmpty();
      for (Candidate candidate : position.candidates()) {
        double p = weight * probability(candidate);
        boolean drawn = candidate.token().equals(position.token());
        least = Math.min(least, p);
        if (!drawn || !goesOn) {
          seen += p;
          name(word(candidate.token()), p, at, drawn);
        }
      }
      return goesOn;
    }

    private void name(String word, double p, int at, boolean drawn) {
      if (!word.isEmpty() && (NONE.startsWith(word) || word.startsWith(NONE))) {
        add(Answer.NOT_HERE, p);
      } else if (word.matches("[1-9][0-9]{0,8}")) {
        number(word, p, at, drawn);
      }
    }

    private void number(String word, double p, int at, boolean drawn) {
      List<Integer> longer = longer(word);
      OptionalInt container = numbering.container(Integer.parseInt(word));
      if (!longer.isEmpty() && drawn && at + 1 < positions.size()) {
        double rest = 1;
        for (Candidate next : positions.get(at + 1).candidates()) {
          // A blank in between ends the number.
          if (next.token().matches("[0-9]{1,8}")) {
            double share = Math.min(rest, probability(next));
            rest -= share;
            add(numbering.container(Integer.parseInt(word + next.token())), p * share);
          }
        }
        add(container, p * rest);
      } else if (longer.isEmpty() || writesTwoDigitsAtOnce(positions.get(at))) {
        add(container, p);
      } else {
        int count = longer.size() + (container.isPresent() ? 1 : 0);
        longer.forEach(number -> add(numbering.container(number), p / count));
        add(container, p / count);
        divided += p;
      }
    }

    private boolean writesTwoDigitsAtOnce(Position position) {
      return position.candidates().stream().anyMatch(c -> word(c.token()).matches("[0-9]{2,}"));
    }

    private void add(OptionalInt container, double p) {
      container.ifPresent(id -> add(Answer.container(id), p));
    }

    private void add(Answer answer, double p) {
      mass.merge(answer, p, Double::sum);
    }

    Reading.Understood reading() {
      double total = mass.values().stream().mapToDouble(p -> p).sum();
      if (!(total > 0)) {
        throw new UnreadableReply(
            "none of its likeliest first tokens is a container's number or None");
      }
      int unseen = 0;
      for (int number : numbering.numbers()) {
        unseen += mass.containsKey(numbering.answer(number)) ? 0 : 1;
      }
      double all = total + Math.min(Math.max(0, 1 - seen), unseen * least);
      named.accept(Math.min(1, total));
      return new Reading.Understood(ranking(all), Optional.of(reasons(total, unseen)));
    }

    private Ranking ranking(double all) {
      List<Answer> answers = new ArrayList<>();
      numbering.numbers().forEach(number -> answers.add(numbering.answer(number)));
      answers.add(Answer.NOT_HERE);
      answers.removeIf(answer -> !(mass.getOrDefault(answer, 0.0) > 0));
      // Stable: of two as likely as each other the lower number stays first.
      answers.sort(Comparator.comparingDouble(answer -> -mass.get(answer)));
      return new Ranking(
          answers.stream().map(a -> RankedAnswer.of(a, mass.get(a) / all)).toList(),
          Ranking.Scores.PROBABILITY,
          Ranking.Order.STRICT);
    }

    private String reasons(double total, int unseen) {
      StringBuilder words =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%.1f %% of the first token's probability was on a number or None, %.1f %% on neither",
                  PERCENT * Math.min(1, total),
                  PERCENT * Math.max(0, 1 - total)));
      if (divided > 0) {
        words.append(
            String.format(
                Locale.ROOT,
                "; %.1f %% was divided evenly between numbers of two tokens that begin alike",
                PERCENT * divided));
      }
      if (unseen > 0) {
        words.append("; %d containers were not among the likeliest tokens".formatted(unseen));
      }
      return words.toString();
    }
  }

  /** The numbers that go on after these digits. */
  private List<Integer> longer(String digits) {
    return numbering.numbers().stream()
        .filter(n -> Integer.toString(n).startsWith(digits) && !Integer.toString(n).equals(digits))
        .toList();
  }

  private static double probability(Position position, String token) {
    return position.candidates().stream()
        .filter(candidate -> candidate.token().equals(token))
        .mapToDouble(FirstTokensReader::probability)
        .findFirst()
        .orElse(0);
  }

  private static double probability(Candidate candidate) {
    if (candidate.logProbability() > ROUNDING) {
      throw new UnreadableReply("its log probabilities are not all 0 or less");
    }
    double p = Math.min(1, StrictMath.exp(candidate.logProbability()));
    return Double.isNaN(p) ? 0 : p;
  }

  /** A token without blanks, in whichever way its vocabulary writes them, and without markup. */
  private static String word(String token) {
    return NO_WORD.matcher(Plain.of(token)).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
