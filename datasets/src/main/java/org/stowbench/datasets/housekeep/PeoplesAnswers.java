package org.stowbench.datasets.housekeep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;

/** What people answered: of each room and receptacle, and each object, who would put it there. */
final class PeoplesAnswers {

  /** How many were asked about an object in a room. */
  static final int PEOPLE = 10;

  private final NumpyFile file;
  private final List<String> objects;
  private final NumpyArray ranks;
  private final Map<String, List<Receptacle>> rooms = new LinkedHashMap<>();

  /**
   * A receptacle of a room.
   *
   * @param name as people write it
   * @param place its place in the file
   */
  record Receptacle(String name, int place) {}

  private PeoplesAnswers(NumpyFile file) {
    this.file = file;
    this.objects = file.names("objects");
    List<String> receptacles = file.names("room_receptacles");
    this.ranks = file.numbers("ranks", receptacles.size(), objects.size(), PEOPLE);
    for (int place = 0; place < receptacles.size(); place++) {
      String both = receptacles.get(place);
      int bar = both.indexOf('|');
      String room = HousekeepNames.shown(both.substring(0, Math.max(0, bar)));
      String receptacle = HousekeepNames.shown(both.substring(bar + 1));
      if (room.isEmpty() || receptacle.isEmpty()) {
        throw InvalidInputException.expected(
            file.location("room_receptacles").element(place),
            "a room and a receptacle with | between them",
            both);
      }
      rooms.computeIfAbsent(room, r -> new ArrayList<>()).add(new Receptacle(receptacle, place));
    }
  }

  /**
   * Reads the file of them.
   *
   * @throws InvalidInputException if it does not fit
   */
  static PeoplesAnswers read(InputFile file) {
    return of(NumpyFile.read(file));
  }

  static PeoplesAnswers of(NumpyFile file) {
    return new PeoplesAnswers(file);
  }

  /** Whether a file holds such answers, and not a method's scores. */
  static boolean isIn(NumpyFile file) {
    return file.has("ranks");
  }

  NumpyFile file() {
    return file;
  }

  /** The objects, as the file writes them. */
  List<String> objects() {
    return objects;
  }

  /** The receptacles of each room, rooms in the order in which they come. */
  Map<String, List<Receptacle>> rooms() {
    return rooms;
  }

  /** How many of the people would put an object there, both by their places. */
  int choosing(Receptacle receptacle, int object) {
    int people = 0;
    for (int person = 0; person < PEOPLE; person++) {
      people += ranks.at(receptacle.place(), object, person) > 0 ? 1 : 0;
    }
    return people;
  }
}
