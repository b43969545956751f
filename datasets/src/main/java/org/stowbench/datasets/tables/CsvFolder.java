package org.stowbench.datasets.tables;

import java.util.List;
import java.util.Set;

/**
 * The tables of a dataset in one folder. What a cell holds is unknown where it is blank; a column
 * that is always blank may be left out.
 *
 * <ul>
 *   <li>{@code scenes.csv}: {@code scene, room, image, width, height, countertop}
 *   <li>{@code containers.csv}: {@code scene, container, name, region} or {@code left, top, right,
 *       bottom}, {@code x, y, z, width, depth, height, room, type, confidence, side, prompt_number}
 *   <li>{@code distances.csv}, if there are any: {@code scene, from, to, metres}
 *   <li>{@code anchors.csv}, if there are any: {@code scene, type, region} or {@code left, top,
 *       right, bottom}, {@code confidence}
 *   <li>{@code queries.csv}: {@code query, split, scene, item, household, truth}
 *   <li>{@code known.csv}, if anything is: {@code query, item, where}
 *   <li>{@code votes.csv}, if there are any: {@code query, annotator, answer}
 *   <li>{@code about.json}, if there is any: what its maker says about the dataset, such as its
 *       licence
 * </ul>
 *
 * <p>Or {@code containers.csv} says in the column {@code items} what is kept in each: then scenes
 * and queries may be left out, and the file may be called anything; see {@link ContentsTable}.
 *
 * <p>A region is {@code [[x,y],...]} in pixels; positions, sizes and distances are metres. A truth,
 * an answer or where something known is, is a container's number or {@code not_here}; a truth and
 * what is known may be several numbers with spaces between. A distance goes from a container's
 * number, or {@code start}, to another, and back where the way back has no row of its own. Texts
 * are guarded against spreadsheets, see {@link org.stowbench.io.CsvWriter}.
 */
final class CsvFolder {

  static final String SCENES = "scenes.csv";
  static final String CONTAINERS = "containers.csv";
  static final String ANCHORS = "anchors.csv";
  static final String QUERIES = "queries.csv";
  static final String DISTANCES = "distances.csv";
  static final String KNOWN = "known.csv";
  static final String VOTES = "votes.csv";

  static final String ABOUT = "about.json";

  /** All files that there may be. */
  static final Set<String> FILES =
      Set.of(SCENES, CONTAINERS, DISTANCES, ANCHORS, QUERIES, KNOWN, VOTES, ABOUT);

  /** Where a robot starts, as an end of a distance. */
  static final String START = "start";

  static final List<String> SCENE_COLUMNS =
      List.of("scene", "room", "image", "width", "height", "countertop");
  static final List<String> CONTAINER_COLUMNS =
      List.of(
          "scene",
          "container",
          "name",
          "region",
          "x",
          "y",
          "z",
          "width",
          "depth",
          "height",
          "room",
          "type",
          "confidence",
          "side",
          "prompt_number");
  static final List<String> ANCHOR_COLUMNS = List.of("scene", "type", "region", "confidence");
  static final List<String> QUERY_COLUMNS =
      List.of("query", "split", "scene", "item", "household", "truth");
  static final List<String> DISTANCE_COLUMNS = List.of("scene", "from", "to", "metres");
  static final List<String> KNOWN_COLUMNS = List.of("query", "item", "where");
  static final List<String> VOTE_COLUMNS = List.of("query", "annotator", "answer");

  /** What may stand for the column {@code region}, wherever there is one. */
  static final List<String> BOX_COLUMNS = List.of("left", "top", "right", "bottom");

  private CsvFolder() {}
}
