package org.stowbench.server;

import java.util.List;
import java.util.Optional;
import org.stowbench.io.ImageBytes;
import org.stowbench.query.KnownPlacement;
import org.stowbench.scene.Scene;

/** The scenes that a page can pick and a client can name. Called from several threads. */
public interface SceneLibrary {

  /** What it is, such as {@code sim:eval}. */
  String name();

  /** The scenes, in order; ids are unique. */
  List<Scene> scenes();

  /** The scene of this id; empty where there is none. */
  default Optional<Scene> scene(String id) {
    return scenes().stream().filter(scene -> scene.id().equals(id)).findFirst();
  }

  /** What is told of the household in one of the scenes; nothing for most. */
  default List<KnownPlacement> known(Scene scene) {
    return List.of();
  }

  /** Items that one may ask for, as examples, in text order. */
  List<String> items();

  /** The photo of one of the scenes; empty where it is not on this machine. */
  Optional<ImageBytes> photo(Scene scene);
}
