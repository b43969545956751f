package org.stowbench.predictions;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.stowbench.io.IdTable;
import org.stowbench.scene.Scene;

/**
 * Finds queries by what they ask, where files of predictions do not know their ids. What is written
 * as the dataset writes it is looked for first; only where that fails is the split read again for
 * other spellings. For any number of threads.
 */
final class QueryNames {

  private static final UnaryOperator<String> AS_IT_IS = text -> text;

  /** The same without regard to upper and lower case, to spaces and to what stands for them. */
  private static final UnaryOperator<String> LOOSE =
      text -> text.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "");

  private final QueryIndex index;
  private final List<SceneNames> spellings =
      ServiceLoader.load(SceneNames.class, SceneNames.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();
  private final Names byScene = new Names(AS_IT_IS);
  private Names byName;
  private Names byLooseName;

  /** Ordinals by the name of a scene and an item, both read in one way. */
  private static final class Names {

    private final UnaryOperator<String> reading;
    private final IdTable scenes = new IdTable();
    private final IdTable items = new IdTable();
    private final PairTable ordinals = new PairTable();

    Names(UnaryOperator<String> reading) {
      this.reading = reading;
    }

    void put(String scene, String item, int ordinal) {
      ordinals.put(scenes.add(reading.apply(scene)), items.add(reading.apply(item)), ordinal);
    }

    OptionalInt find(String scene, String item) {
      OptionalInt here = scenes.find(reading.apply(scene));
      OptionalInt asked = items.find(reading.apply(item));
      return here.isPresent() && asked.isPresent()
          ? ordinals.find(here.getAsInt(), asked.getAsInt())
          : OptionalInt.empty();
    }
  }

  QueryNames(QueryIndex index) {
    this.index = index;
    for (IndexedQuery query : index.entries()) {
      byScene.put(query.scene(), query.item(), query.ordinal());
    }
  }

  /** See {@link QueryIndex#find(String, String)}. */
  OptionalInt find(String reference, String item) {
    OptionalInt found = byScene.find(reference, item);
    if (found.isEmpty()) {
      found = findNamed(byName(), reference, item);
    }
    return found.isEmpty() ? findNamed(byLooseName(), reference, item) : found;
  }

  private OptionalInt findNamed(Names names, String reference, String item) {
    return spellings.stream()
        .map(spelling -> names.find(spelling.common(reference), item))
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private synchronized Names byName() {
    if (byName == null) {
      byName = named(AS_IT_IS);
    }
    return byName;
  }

  private synchronized Names byLooseName() {
    if (byLooseName == null) {
      byLooseName = named(LOOSE);
    }
    return byLooseName;
  }

  private Names named(UnaryOperator<String> reading) {
    Names names = new Names(reading);
    index
        .inDatasetOrder()
        .forEach(
            ordinal -> {
              Scene scene = index.query(ordinal).query().scene();
              String item = index.item(ordinal);
              for (SceneNames spelling : spellings) {
                names.put(spelling.common(scene.id()), item, ordinal);
                scene.image().ifPresent(i -> names.put(spelling.common(i), item, ordinal));
              }
            });
    return names;
  }
}
