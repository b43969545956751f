package org.stowbench.predictors.learned.ranker;

import java.util.List;
import org.stowbench.predictors.learned.choice.Example;

/** All queries' rows below each other, as trees see them. */
final class BinnedTable {

  private final int[] from;
  private final float[][] rows;
  private final double[] shares;
  private final Bins bins;
  private final int widest;

  /** Lays out examples, one or more. */
  BinnedTable(List<Example> examples, TreeColumns columns) {
    this.from = new int[examples.size() + 1];
    int most = 0;
    for (int query = 0; query < examples.size(); query++) {
      int count = examples.get(query).scene().count();
      from[query + 1] = from[query] + count;
      most = Math.max(most, count);
    }
    this.widest = most;
    this.rows = new float[from[examples.size()]][columns.names().size()];
    this.shares = new double[rows.length];
    for (int query = 0; query < examples.size(); query++) {
      Example example = examples.get(query);
      float[] item = columns.item(example.item());
      for (int i = 0; i < example.scene().count(); i++) {
        columns.write(example.scene().row(i), item, rows[from[query] + i], 0);
        shares[from[query] + i] = example.shares()[i];
      }
    }
    this.bins = Bins.of(rows);
  }

  /** The first row of a query; of the number after the last query, the number of rows. */
  int from(int query) {
    return from[query];
  }

  int rows() {
    return rows.length;
  }

  /** The most rows that a query has. */
  int widest() {
    return widest;
  }

  float[] row(int row) {
    return rows[row];
  }

  /** The share of the votes that a row got. */
  double share(int row) {
    return shares[row];
  }

  Bins bins() {
    return bins;
  }
}
