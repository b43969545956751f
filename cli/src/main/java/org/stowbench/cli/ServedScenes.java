package org.stowbench.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.stowbench.io.ImageBytes;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.PhotoFiles;
import org.stowbench.query.Dataset;
import org.stowbench.query.KnownPlacement;
import org.stowbench.query.LabeledQuery;
import org.stowbench.query.Query;
import org.stowbench.scene.Scene;
import org.stowbench.server.SceneLibrary;

/** The first scenes of a split, in memory, each with the first query about it. */
final class ServedScenes implements SceneLibrary {

  private static final int MOST = 2000;

  private final String name;
  private final Map<String, Query> scenes = new LinkedHashMap<>();
  private final TreeSet<String> items = new TreeSet<>();
  private final PhotoFiles photos;

  ServedScenes(Dataset split, Path images) {
    this.name = split.info().id();
    this.photos = new PhotoFiles(images);
    try (Stream<LabeledQuery> queries = split.queries()) {
      Iterator<LabeledQuery> all = queries.iterator();
      while (all.hasNext() && scenes.size() < MOST) {
        LabeledQuery labeled = all.next();
        scenes.putIfAbsent(labeled.query().scene().id(), labeled.query());
        items.add(labeled.query().item());
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Scene> scenes() {
    return scenes.values().stream().map(Query::scene).toList();
  }

  @Override
  public Optional<Scene> scene(String id) {
    return Optional.ofNullable(scenes.get(id)).map(Query::scene);
  }

  /** With the first query about it; the others mostly know the same. */
  @Override
  public List<KnownPlacement> known(Scene scene) {
    return scenes.get(scene.id()).known();
  }

  @Override
  public List<String> items() {
    return List.copyOf(items);
  }

  @Override
  public Optional<ImageBytes> photo(Scene scene) {
    try {
      return photos.find(scene).map(PhotoFiles.Found::photo);
    } catch (InvalidInputException e) {
      // The scene is served without: a photo is no more than a help to the eye.
      return Optional.empty();
    }
  }
}
