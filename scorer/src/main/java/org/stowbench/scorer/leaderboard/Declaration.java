package org.stowbench.scorer.leaderboard;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.stowbench.predictor.PredictorKind;

/**
 * What an entry says of itself. Texts are hostile input: of bounded length, without control
 * characters, and escaped by whoever shows them.
 *
 * @param name what the entry is called, unique on a leaderboard; at most 100 characters
 * @param date the day it was made
 * @param kind what answered; empty where it does not say
 * @param data what it learned from, such as {@code sim:dev}, one text each; an empty list for
 *     nothing; empty where it does not say, as a run that was handed in without a declaration
 * @param crossValidated whether each household was asked of a model that had not seen it, in folds
 *     over the evaluated split itself
 * @param unanswered how many queries it leaves out, 0 or more; they count as wrong
 * @param contact of who made it
 * @param code where its code is; http or https
 * @param costUsd what asking all queries cost, in US dollars, 0 or more
 * @param description a few sentences
 */
public record Declaration(
    String name,
    LocalDate date,
    Optional<PredictorKind> kind,
    Optional<List<String>> data,
    boolean crossValidated,
    int unanswered,
    Optional<String> contact,
    Optional<String> code,
    OptionalDouble costUsd,
    Optional<String> description) {

  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_LINE = 200;
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final int MOST_DATA = 100;
  private static final Set<String> WEB = Set.of("http", "https");

  public Declaration {
    requireText("name", name, LONGEST_NAME);
    Objects.requireNonNull(date, "date");
    Objects.requireNonNull(kind, "kind");
    data = data.map(List::copyOf);
    if (data.orElse(List.of()).size() > MOST_DATA) {
      throw new IllegalArgumentException(
          "data with %d texts: must be at most %d".formatted(data.get().size(), MOST_DATA));
    }
    data.orElse(List.of()).forEach(text -> requireText("data", text, LONGEST_LINE));
    if (unanswered < 0) {
      throw new IllegalArgumentException("unanswered " + unanswered + ": must be 0 or more");
    }
    contact.ifPresent(text -> requireText("contact", text, LONGEST_LINE));
    code.ifPresent(Declaration::requireLink);
    if (costUsd.isPresent()
        && !(costUsd.getAsDouble() >= 0 && Double.isFinite(costUsd.getAsDouble()))) {
      throw new IllegalArgumentException(
          "cost_usd " + costUsd.getAsDouble() + ": must be 0 or more");
    }
    description.ifPresent(text -> requireText("description", text, LONGEST_DESCRIPTION));
  }

  private static void requireText(String field, String text, int longest) {
    if (text.isBlank() || text.length() > longest) {
      throw new IllegalArgumentException(
          "%s of %d characters: must be 1 to %d, not blank"
              .formatted(field, text.length(), longest));
    }
    if (text.chars().anyMatch(Declaration::isHidden)) {
      throw new IllegalArgumentException(field + " holds control or direction characters");
    }
  }

  /** Controls, and what turns the direction of writing and so could hide what is written. */
  private static boolean isHidden(int c) {
    return (Character.isISOControl(c) && c != '\n') || Character.getType(c) == Character.FORMAT;
  }

  private static void requireLink(String text) {
    requireText("code", text, LONGEST_LINE);
    try {
      URI link = new URI(text);
      if (link.getScheme() != null && WEB.contains(link.getScheme()) && link.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // refused below
    }
    throw new IllegalArgumentException("code: must be an http or https address");
  }

  /** The same by another name. */
  Declaration named(String other) {
    return new Declaration(
        other, date, kind, data, crossValidated, unanswered, contact, code, costUsd, description);
  }

  /** The same with what it cost. */
  Declaration withCost(double usd) {
    return new Declaration(
        name,
        date,
        kind,
        data,
        crossValidated,
        unanswered,
        contact,
        code,
        OptionalDouble.of(usd),
        description);
  }
}
