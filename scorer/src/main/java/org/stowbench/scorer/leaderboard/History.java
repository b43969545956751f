package org.stowbench.scorer.leaderboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a leaderboard came to be: its states, oldest first. A state has the date of the newest entry
 * that it knows, never a clock's, so the same submissions give the same history. States of one date
 * are one: the last.
 *
 * @param states by rising date
 */
public record History(List<State> states) {

  /** No past. */
  public static final History NONE = new History(List.of());

  /**
   * A leaderboard at some time.
   *
   * @param date of its newest entry
   * @param standings in the leaderboard's order
   */
  public record State(LocalDate date, List<Standing> standings) {

    public State {
      Objects.requireNonNull(date, "date");
      standings = List.copyOf(standings);
    }

    /** Where an entry stood, if it was there. */
    public Optional<Standing> of(String id) {
      return standings.stream().filter(standing -> standing.id().equals(id)).findFirst();
    }
  }

  public History {
    states = List.copyOf(states);
    for (int i = 1; i < states.size(); i++) {
      if (!states.get(i - 1).date().isBefore(states.get(i).date())) {
        throw new IllegalArgumentException(
            "history: %s before %s: dates must rise"
                .formatted(states.get(i - 1).date(), states.get(i).date()));
      }
    }
  }

  /** This history and what is now; unchanged if nothing is new. */
  History then(LocalDate newest, List<Standing> standings) {
    if (states.isEmpty()) {
      return new History(List.of(new State(newest, standings)));
    }
    State last = states.get(states.size() - 1);
    if (last.standings().equals(standings)) {
      return this;
    }
    List<State> all = new ArrayList<>(states);
    if (!newest.isAfter(last.date())) {
      all.remove(all.size() - 1);
      all.add(new State(last.date(), standings));
    } else {
      all.add(new State(newest, standings));
    }
    return new History(all);
  }

  /** When an entry was first seen. */
  public Optional<LocalDate> cameOn(String id) {
    return states.stream().filter(state -> state.of(id).isPresent()).findFirst().map(State::date);
  }
}
