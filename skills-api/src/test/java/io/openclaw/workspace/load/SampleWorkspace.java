package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A sound workspace and a copy of it, in which one file at a time is something else. */
final class SampleWorkspace {
  static final SampleWorkspace REAL = new SampleWorkspace("real", RealWorkspace.ROOT);
  static final SampleWorkspace SMALL =
      new SampleWorkspace("small", Path.of("src", "test", "resources", "sound-workspace"));

  private final Path copy;
  private final Map<String, byte[]> files;
  private final Workspace workspace;

  private SampleWorkspace(String name, Path original) {
    LoadResult.Loaded loaded = (LoadResult.Loaded) WorkspaceLoader.load(original);
    this.copy = Path.of("target", "sample-workspaces", name);
    this.files = loaded.content().files();
    deleteEarlier();
    files.forEach(this::write);
    this.workspace = ((LoadResult.Loaded) WorkspaceLoader.load(copy)).workspace();
  }

  /** Where the copy lies. */
  Path root() {
    return copy;
  }

  Workspace workspace() {
    return workspace;
  }

  List<String> files() {
    return List.copyOf(files.keySet());
  }

  byte[] bytes(String file) {
    return requireNonNull(files.get(file), file);
  }

  /** Loads the workspace with one file changed. */
  LoadResult loadWith(String file, byte[] content) {
    write(file, content);
    try {
      return WorkspaceLoader.load(copy);
    } finally {
      write(file, bytes(file));
    }
  }

  /** An agent that is no more would be an agent without an entry in the registry. */
  private void deleteEarlier() {
    if (!Files.exists(copy)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(copy)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, byte[] content) {
    try {
      Path path = copy.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
