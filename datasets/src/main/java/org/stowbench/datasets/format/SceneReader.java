package org.stowbench.datasets.format;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Scene;

/**
 * Reads scenes by their place in the file and keeps the recent ones: queries about one scene mostly
 * stand together. For one thread.
 */
final class SceneReader implements Closeable {

  private static final int RECENT = 32;

  private final PlacedLines scenes;
  private final Map<ContentIndex.Place, Scene> recent =
      new LinkedHashMap<>(RECENT * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContentIndex.Place, Scene> eldest) {
          return size() > RECENT;
        }
      };

  SceneReader(Path folder) {
    this.scenes = new PlacedLines(folder, DatasetFolder.SCENES);
  }

  Scene scene(ContentIndex.Place place) {
    Scene scene = recent.get(place);
    if (scene == null) {
      scene = SceneJson.read(scenes.read(place).json());
      recent.put(place, scene);
    }
    return scene;
  }

  @Override
  public void close() {
    scenes.close();
  }
}
