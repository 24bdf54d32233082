package io.openclaw.orchestrator.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Knows which files a request may bring along. May block. */
@FunctionalInterface
public interface Datasets {

  /** Where they lie in the workspace. */
  String FOLDER = "datasets/";

  /**
   * Whether that is a file.
   *
   * @param path below the workspace, beginning with {@link #FOLDER}, without {@code ..}
   */
  boolean has(String path);

  /** Those of a workspace folder. A link that leads out of its data sets leads nowhere. */
  static Datasets in(Path root) {
    return path -> {
      try {
        Path folder = root.resolve(FOLDER).toRealPath();
        Path file = root.resolve(path).toRealPath();
        return file.startsWith(folder) && Files.isRegularFile(file);
      } catch (IOException | InvalidPathException _) {
        // No such file, or no such name: for the request the same.
        return false;
      }
    };
  }
}
