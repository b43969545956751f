package org.stowbench.predictors.llm.scene;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.stowbench.query.Answer;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.Query;

/**
 * What is known of a household, as a line of a prompt:
 *
 * <pre>{@code
 * Known of this household: the spoon is in container 3; the pot is in none of these.
 * }</pre>
 */
public final class KnownText {

  private static final String BEGINNING = "Known of this household: ";

  private KnownText() {}

  /** The line, with its end; nothing where nothing is known. */
  public static String of(Query query, Numbering numbering) {
    return line(
        query,
        placement ->
            placement.where() instanceof Answer.InContainer in
                ? numbering.number(in.id()).isPresent()
                    ? "in container " + numbering.number(in.id()).getAsInt()
                    : "in a container that is not listed"
                : "in none of these");
  }

  /** The same of a picture in which what is known is written on containers without numbers. */
  public static String ofPicture(Query query) {
    return line(
        query,
        placement ->
            placement.where() instanceof Answer.InContainer
                ? "where it is written in the picture"
                : "in none of the containers in view");
  }

  private static String line(Query query, Function<KnownPlacement, String> where) {
    return query.known().isEmpty()
        ? ""
        : query.known().stream()
            .map(placement -> "the %s is %s".formatted(item(placement), where.apply(placement)))
            .collect(Collectors.joining("; ", BEGINNING, ".\n"));
  }

  /** A name that cannot say anything of another item. */
  static String item(KnownPlacement placement) {
    return SceneText.name(placement.item());
  }
}
