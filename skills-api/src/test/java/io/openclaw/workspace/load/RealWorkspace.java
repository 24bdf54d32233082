package io.openclaw.workspace.load;

import io.openclaw.workspace.LoadResult;
import java.nio.file.Path;
import java.util.List;

/** The workspace of this repository, the user's own. */
final class RealWorkspace {
  static final Path ROOT = Path.of("..", "workspace");

  private RealWorkspace() {}

  /** What it is read from, by path. */
  static List<String> files() {
    return List.copyOf(load().content().files().keySet());
  }

  static LoadResult.Loaded load() {
    return switch (WorkspaceLoader.load(ROOT)) {
      case LoadResult.Loaded loaded -> loaded;
      case LoadResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
