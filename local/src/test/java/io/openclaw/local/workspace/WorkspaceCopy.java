package io.openclaw.local.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the product's workspace that a test may change. */
public final class WorkspaceCopy {
  private static final Path PRODUCT =
      Path.of(System.getProperty("openclaw.root"), "workspace").toAbsolutePath().normalize();

  private final Path root;

  public WorkspaceCopy(Path root) throws IOException {
    this.root = root;
    for (String part : List.of("agents", "orchestrator", "skills")) {
      copy(PRODUCT.resolve(part), root.resolve(part));
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

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(p -> !p.toString().contains("__pycache__")).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (!path.equals(from)) {
          Files.copy(path, target);
        }
      }
    }
  }
}
