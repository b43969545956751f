package org.stowbench.predictors.learned.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.stowbench.io.InvalidInputException;
import org.stowbench.query.Dataset;
import org.stowbench.query.LabeledQuery;
import org.stowbench.scene.Scene;

/**
 * Turns scenes into rows of numbers: always what the regions tell, and the {@link Signal}s that the
 * training set has.
 */
public final class SceneFeatures {

  /** Of a split that has a signal, so many of the queries have it at least. */
  private static final double ENOUGH = 0.9;

  private final Set<Signal> signals;
  private final List<FeatureGroup> groups;
  private final FeatureGroup summary = new SummaryFeatures();
  private final List<String> names;

  private SceneFeatures(Set<Signal> signals) {
    this.signals = signals;
    this.groups = new ArrayList<>();
    groups.add(new PlaceFeatures());
    groups.add(new StackFeatures());
    groups.add(new OverlapFeatures());
    groups.add(new CounterFeatures());
    for (Signal signal : signals) {
      groups.add(
          switch (signal) {
            case TYPES -> new TypeFeatures();
            case SIDES -> new SideFeatures();
            case ANCHORS -> new AnchorFeatures();
          });
    }
    List<String> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.names()));
    all.add("not_here");
    all.addAll(summary.names());
    this.names = List.copyOf(all);
  }

  /** The features of the regions and of these signals. */
  public static SceneFeatures of(Set<Signal> signals) {
    Set<Signal> ordered = EnumSet.noneOf(Signal.class);
    ordered.addAll(signals);
    return new SceneFeatures(ordered);
  }

  /** The signals that nearly all queries of a split have. */
  public static Set<Signal> signalsOf(Dataset dataset) {
    Set<Signal> found = EnumSet.noneOf(Signal.class);
    int[] having = new int[Signal.values().length];
    int[] queries = new int[1];
    try (Stream<LabeledQuery> all = dataset.queries()) {
      all.forEach(
          labeled -> {
            queries[0]++;
            for (Signal signal : Signal.values()) {
              having[signal.ordinal()] += signal.in(labeled.query().scene()) ? 1 : 0;
            }
          });
    }
    for (Signal signal : Signal.values()) {
      if (having[signal.ordinal()] > ENOUGH * queries[0]) {
        found.add(signal);
      }
    }
    return found;
  }

  /**
   * Refuses a split that lacks a signal; not one that lacks regions too, which nothing helps.
   *
   * @param who needs it, for the message
   * @throws InvalidInputException if a signal is missing
   */
  public void check(Dataset dataset, String who) {
    Set<Signal> missing = EnumSet.noneOf(Signal.class);
    missing.addAll(signals);
    if (!missing.isEmpty()) {
      missing.removeAll(signalsOf(dataset));
    }
    if (!missing.isEmpty() && isDrawn(dataset)) {
      throw new InvalidInputException(
          "%s looks at %s, which dataset %s does not have; train one with signals=regions"
              .formatted(
                  who,
                  String.join(" and ", missing.stream().map(Signal::text).toList()),
                  dataset.info().id()));
    }
  }

  private static boolean isDrawn(Dataset dataset) {
    try (Stream<LabeledQuery> all = dataset.queries()) {
      return all.allMatch(labeled -> labeled.query().scene().isDrawn());
    }
  }

  /** Whether a scene has anything that is looked at beside the regions. */
  public boolean seesMoreThanRegions(Scene scene) {
    return signals.stream().anyMatch(signal -> signal.in(scene));
  }

  /** The signals that the features need. */
  public Set<Signal> signals() {
    return Set.copyOf(signals);
  }

  /** The features' names, in the order of a row. */
  public List<String> names() {
    return names;
  }

  /** What is looked at of each candidate, without what is the same for all of a scene. */
  public List<Aspect> aspects() {
    List<Aspect> aspects = new ArrayList<>();
    int from = 0;
    for (FeatureGroup group : groups) {
      int to = from + group.names().size();
      aspects.add(new Aspect(group.words(), from, to));
      from = to;
    }
    return aspects;
  }

  /** The rows of a scene. */
  public SceneRows rows(Scene scene) {
    SceneLayout layout = SceneLayout.of(scene);
    int n = layout.count();
    int own = names.size() - summary.names().size() - 1;
    int[] ids = new int[n];
    int[] components = new int[n];
    float[][] rows = new float[n + 1][names.size()];
    double[] row = new double[names.size()];
    summary.write(layout, -1, row, own + 1);
    for (int place = 0; place < n; place++) {
      int at = 0;
      for (FeatureGroup group : groups) {
        group.write(layout, place, row, at);
        at += group.names().size();
      }
      narrow(row, rows[place]);
      ids[place] = layout.id(place);
      components[place] = layout.physical().of(ids[place]);
    }
    Arrays.fill(row, 0, own, Double.NaN);
    row[own] = 1;
    narrow(row, rows[n]);
    return new SceneRows(ids, components, rows);
  }

  private static void narrow(double[] row, float[] into) {
    for (int i = 0; i < row.length; i++) {
      into[i] = (float) row[i];
    }
  }
}
