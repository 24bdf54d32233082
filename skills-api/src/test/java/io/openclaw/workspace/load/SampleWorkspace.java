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
import java.util.TreeMap;
import java.util.stream.Stream;

/** A sound workspace and a copy of it, in which one file at a time is something else. */
final class SampleWorkspace {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  static final SampleWorkspace REAL = new SampleWorkspace("real", RealWorkspace.ROOT, Map.of());

  /** The small workspace, and a workflow with all that a workflow may have. */
  static final SampleWorkspace SMALL =
      new SampleWorkspace(
          "small",
          RESOURCES.resolve("sound-workspace"),
          more("orchestrator/workflows/release.yaml"));

  private final Path copy;
  private final Map<String, byte[]> files;
  private final Workspace workspace;

  private SampleWorkspace(String name, Path original, Map<String, byte[]> more) {
    LoadResult.Loaded loaded = (LoadResult.Loaded) WorkspaceLoader.load(original);
    this.copy = Path.of("target", "sample-workspaces", name);
    this.files = new TreeMap<>(loaded.content().files());
    files.putAll(more);
    deleteEarlier();
    files.forEach(this::write);
    this.workspace = ((LoadResult.Loaded) WorkspaceLoader.load(copy)).workspace();
  }

  private static Map<String, byte[]> more(String file) {
    try {
      return Map.of(file, Files.readAllBytes(RESOURCES.resolve("more-files").resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
