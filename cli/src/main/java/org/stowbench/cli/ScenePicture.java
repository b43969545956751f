package org.stowbench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.io.AtomicFile;
import org.stowbench.io.PhotoFiles;
import org.stowbench.report.drawing.SceneDrawing;
import org.stowbench.scene.Scene;

/** Scenes as pictures in files, over their photos where those are there. */
final class ScenePicture {

  private ScenePicture() {}

  /** The bare scene, to add to. */
  static SceneDrawing of(Scene scene, Path images, TextOutput output) throws IOException {
    Optional<PhotoFiles.Found> photo = new PhotoFiles(images).find(scene);
    if (photo.isEmpty() && scene.image().isPresent()) {
      output.say("no photo of this scene under " + images + ": drawn without it");
    }
    return SceneDrawing.of(scene, photo);
  }

  static void write(SceneDrawing drawing, Path file, TextOutput output) throws IOException {
    byte[] svg = drawing.svg().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file.toAbsolutePath(), out -> out.write(svg));
    output.say("drawn to " + file);
  }
}
