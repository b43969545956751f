package org.stowbench.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.stowbench.io.FileKind;
import org.stowbench.io.InputFile;
import org.stowbench.io.InvalidInputException;

/**
 * Which commit of Stowbench is checked out, from the files that git keeps (see {@code
 * gitrepository-layout} in git's manual); git itself need not be installed. Whatever cannot be read
 * means: not known.
 */
final class GitCheckout {

  private static final String SYMBOLIC = "ref: ";

  private GitCheckout() {}

  /** The commit of the Stowbench checkout around a file or folder. */
  static Optional<String> commit(Path inside) {
    try {
      for (Path up = inside.toAbsolutePath(); up != null; up = up.getParent()) {
        if (Files.exists(up.resolve(".git"))) {
          // A jar of ours may lie in some other project's checkout; that one's commit says nothing.
          return Files.exists(up.resolve("benchmark-core").resolve("pom.xml"))
              ? head(gitFolder(up.resolve(".git")))
              : Optional.empty();
        }
      }
      return Optional.empty();
    } catch (InvalidInputException | InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** In a work tree or a submodule, {@code .git} is a file that names the folder. */
  private static Path gitFolder(Path dotGit) {
    return Files.isDirectory(dotGit)
        ? dotGit
        : dotGit.resolveSibling(text(dotGit).replaceFirst("^gitdir: ", ""));
  }

  private static Optional<String> head(Path git) {
    String head = text(git.resolve("HEAD"));
    if (!head.startsWith(SYMBOLIC)) {
      return hash(head);
    }
    String name = head.substring(SYMBOLIC.length());
    Path shared = git.resolve("commondir");
    Path common = Files.exists(shared) ? git.resolve(text(shared)) : git;
    if (Files.exists(common.resolve(name))) {
      return hash(text(common.resolve(name)));
    }
    for (String line : text(common.resolve("packed-refs")).split("\n")) {
      if (line.endsWith(" " + name)) {
        return hash(line.substring(0, line.indexOf(' ')));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> hash(String text) {
    return Optional.of(text).filter(t -> t.matches("[0-9a-f]{40}([0-9a-f]{24})?"));
  }

  private static String text(Path file) {
    return InputFile.of(file, FileKind.DOCUMENT).text().strip();
  }
}
