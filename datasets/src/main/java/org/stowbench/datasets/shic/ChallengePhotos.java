package org.stowbench.datasets.shic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.stowbench.scene.Region;

/**
 * All photos by name. One name and one candidate list make one photo; another list under the same
 * name makes another photo, never a mixture.
 */
final class ChallengePhotos {

  private final Findings findings;
  private final Map<String, List<ChallengePhoto>> byName = new LinkedHashMap<>();
  private final Map<String, ChallengePhoto> byId = new LinkedHashMap<>();

  ChallengePhotos(Findings findings) {
    this.findings = findings;
  }

  /** The photo of this name with these candidates; a new one if there is none yet. */
  ChallengePhoto photo(String name, List<Region> candidates) {
    List<ChallengePhoto> known = byName.computeIfAbsent(name, n -> new ArrayList<>());
    for (ChallengePhoto photo : known) {
      if (photo.candidates().equals(candidates)) {
        return photo;
      }
    }
    String id = distinct(name, byId.keySet());
    if (!known.isEmpty()) {
      findings.add(ImportReport.Kind.PHOTO_NAME_SHARED, id);
    }
    ChallengePhoto photo = new ChallengePhoto(id, candidates);
    known.add(photo);
    byId.put(id, photo);
    return photo;
  }

  /** The photos of this name; mostly one, empty if there is none. */
  List<ChallengePhoto> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The names of all photos. */
  Set<String> names() {
    return new HashSet<>(byName.keySet());
  }

  /** All photos in the order in which they were first seen. */
  Collection<ChallengePhoto> all() {
    return byId.values();
  }

  /** The wish if it is not taken, else with the first suffix that makes it so. */
  static String distinct(String wish, Set<String> taken) {
    String id = wish;
    for (int i = 2; taken.contains(id); i++) {
      id = wish + "~" + i;
    }
    return id;
  }
}
