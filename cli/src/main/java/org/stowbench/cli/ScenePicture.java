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
    if (photo.isEmpty()) {
      if (scene.image().isPresent()) {
        output.say("no photo of this scene under " + images + ": drawn without it");
      }
      return SceneDrawing.of(scene);
    }
    if (scene.size().isPresent()) {
      return SceneDrawing.of(scene).withPhoto(photo.get().photo());
    }
    // Without its size, the photo would not lie where its containers are.
    Scene sized =
        new Scene(
            scene.id(),
            scene.room(),
            scene.image(),
            photo.get().size(),
            scene.containers(),
            scene.anchors(),
            scene.countertop(),
            scene.distances());
    return sized.size().isPresent()
        ? SceneDrawing.of(sized).withPhoto(photo.get().photo())
        : SceneDrawing.of(sized);
  }

  static void write(SceneDrawing drawing, Path file, TextOutput output) throws IOException {
    byte[] svg = drawing.svg().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file.toAbsolutePath(), out -> out.write(svg));
    output.say("drawn to " + file);
  }
}
