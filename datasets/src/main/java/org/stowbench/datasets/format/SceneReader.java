package org.stowbench.datasets.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InputLocation;
import org.stowbench.io.InvalidInputException;
import org.stowbench.io.JsonInput;
import org.stowbench.io.JsonLines;
import org.stowbench.io.SceneJson;
import org.stowbench.scene.Scene;

/**
 * Reads scenes by their place in the file and keeps the recent ones: queries about one scene mostly
 * stand together. For one thread.
 */
final class SceneReader implements Closeable {

  private static final int RECENT = 32;

  private final ContentIndex index;
  private final InputLocation file;
  private final RandomAccessFile scenes;
  private final Map<ContentIndex.Place, Scene> recent =
      new LinkedHashMap<>(RECENT * 2, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ContentIndex.Place, Scene> eldest) {
          return size() > RECENT;
        }
      };

  SceneReader(Path folder, ContentIndex index) {
    this.index = index;
    this.file = DatasetFolder.file(folder, DatasetFolder.SCENES).location();
    this.scenes = InputFile.openRandom(folder.resolve(DatasetFolder.SCENES), FileKind.RECORDS);
  }

  /** The scene whose id a query gives. */
  Scene scene(JsonInput reference) {
    ContentIndex.Place place = index.place(reference);
    Scene scene = recent.get(place);
    if (scene == null) {
      scene = read(place);
      recent.put(place, scene);
    }
    return scene;
  }

  private Scene read(ContentIndex.Place place) {
    byte[] bytes = new byte[place.length()];
    try {
      scenes.seek(place.offset());
      scenes.readFully(bytes);
    } catch (EOFException e) {
      throw new InvalidInputException(file, "ends before line " + place.number(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonLines.Line line =
        new JsonLines.Line(bytes, place.offset(), place.number(), file.line(place.number()));
    return SceneJson.read(line.json());
  }

  @Override
  public void close() {
    try {
      scenes.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
