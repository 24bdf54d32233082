package io.openclaw.local.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the sample workspace that a test may change. */
public final class WorkspaceCopy {
  /**
   * What the product's workspace began as, its skills with their least. The product's own is its
   * users' to change.
   */
  public static final Path SAMPLE =
      Path.of(System.getProperty("openclaw.root"), "local/src/test/resources/workspace")
          .toAbsolutePath()
          .normalize();

  private final Path root;

  public WorkspaceCopy(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root);
    try (Stream<Path> paths = Files.walk(SAMPLE)) {
      for (Path path : paths.skip(1).toList()) {
        Files.copy(path, root.resolve(SAMPLE.relativize(path).toString()));
      }
    }
  }

  public Path root() {
    return root;
  }

  public Path path(String file) {
    return root.resolve(file);
  }

  public String text(String file) throws IOException {
    return Files.readString(path(file));
  }

  public void write(String file, String text) throws IOException {
    Files.createDirectories(path(file).getParent());
    Files.writeString(path(file), text);
  }

  public void replace(String file, String old, String now) throws IOException {
    assertThat(text(file)).contains(old);
    write(file, text(file).replace(old, now));
  }

  /** What is made of it, which has to be sound. */
  public Workspace load() {
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  /** All that is there, hidden files too, to be compared. */
  public Map<String, String> state() throws IOException {
    return state(root);
  }

  /** All that is in a folder, to be compared. */
  public static Map<String, String> state(Path folder) throws IOException {
    Map<String, String> state = new HashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        state.put(folder.relativize(path).toString(), file ? Files.readString(path) : "");
      }
    }
    return state;
  }
}
