package org.stowbench.predictors.learned.ranker;

import java.util.ArrayList;
import java.util.List;
import org.stowbench.predictors.learned.features.SceneFeatures;
import org.stowbench.predictors.learned.items.ItemLexicon;

/** What a tree sees of a row: the scene's features, then the item's place on the lexicon's axes. */
final class TreeColumns {

  private final ItemLexicon lexicon;
  private final List<String> names;

  TreeColumns(SceneFeatures features, ItemLexicon lexicon) {
    this.lexicon = lexicon;
    List<String> all = new ArrayList<>(features.names());
    lexicon.axes().forEach(axis -> all.add("item_" + axis));
    this.names = List.copyOf(all);
  }

  List<String> names() {
    return names;
  }

  /** The columns of an item. */
  float[] item(String item) {
    double[] place = lexicon.place(item);
    float[] columns = new float[place.length];
    for (int axis = 0; axis < place.length; axis++) {
      columns[axis] = (float) place[axis];
    }
    return columns;
  }

  /** Writes a row of the scene and the columns of the item into {@code into} from {@code at}. */
  void write(float[] row, float[] item, float[] into, int at) {
    System.arraycopy(row, 0, into, at, row.length);
    System.arraycopy(item, 0, into, at + row.length, item.length);
  }
}
