package org.stowbench.scorer.leaderboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a leaderboard came to be: its states, oldest first. A state has the date of the newest entry
 * that it knows, never a clock's, so the same submissions give the same history. States of one date
 * and one version of the protocol are one: the last. A leaderboard that is scored anew by other
 * rules keeps its old state.
 *
 * @param states by rising date and version of the protocol
 */
public record History(List<State> states) {

  /** No past. */
  public static final History NONE = new History(List.of());

  /**
   * A leaderboard at some time.
   *
   * @param date of its newest entry
   * @param protocolVersion of the rules that it was scored by, 1 or more
   * @param standings in the leaderboard's order
   */
  public record State(LocalDate date, int protocolVersion, List<Standing> standings) {

    public State {
      Objects.requireNonNull(date, "date");
      if (protocolVersion < 1) {
        throw new IllegalArgumentException(
            "protocol version " + protocolVersion + ": must be 1 or more");
      }
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
      State earlier = states.get(i - 1);
      State later = states.get(i);
      boolean rises =
          later.protocolVersion() == earlier.protocolVersion()
              ? later.date().isAfter(earlier.date())
              : later.protocolVersion() > earlier.protocolVersion()
                  && !later.date().isBefore(earlier.date());
      if (!rises) {
        throw new IllegalArgumentException(
            "history: %s by version %d of the protocol before %s by version %d: must rise"
                .formatted(
                    earlier.date(),
                    earlier.protocolVersion(),
                    later.date(),
                    later.protocolVersion()));
      }
    }
  }

  /** This history and what is now; unchanged if nothing is new. */
  History then(State now) {
    List<State> all = new ArrayList<>(states);
    if (!states.isEmpty()) {
      State last = states.get(states.size() - 1);
      boolean sameRules = last.protocolVersion() == now.protocolVersion();
      if (sameRules && last.standings().equals(now.standings())) {
        return this;
      }
      if (!now.date().isAfter(last.date())) {
        now = new State(last.date(), now.protocolVersion(), now.standings());
        if (sameRules) {
          all.remove(all.size() - 1);
        }
      }
    }
    all.add(now);
    return new History(all);
  }

  /** When an entry was first seen. */
  public Optional<LocalDate> cameOn(String id) {
    return states.stream().filter(state -> state.of(id).isPresent()).findFirst().map(State::date);
  }
}
