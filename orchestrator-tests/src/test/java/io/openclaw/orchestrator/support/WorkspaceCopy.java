package io.openclaw.orchestrator.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The product's workspace in a place where a test may edit it. */
public final class WorkspaceCopy {
  public static final String RULES = "orchestrator/routing-rules.yaml";

  /** Where the product's own workspace lies. */
  static final Path PRODUCT = Path.of("..", "workspace").toAbsolutePath().normalize();

  private final Path root;

  public WorkspaceCopy() {
    try {
      root = Files.createTempDirectory("openclaw-workspace").toRealPath();
      for (String folder : List.of("agents", "skills", "orchestrator", "datasets")) {
        copy(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path root() {
    return root;
  }

  public String read(String file) {
    try {
      return Files.readString(root.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, String text) {
    try {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces what is there once. */
  public void replace(String file, String old, String with) {
    assertThat(read(file)).containsOnlyOnce(old);
    write(file, read(file).replace(old, with));
  }

  /** A folder with all that is in it. */
  public void delete(String folder) {
    try (Stream<Path> paths = Files.walk(root.resolve(folder))) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy(String folder) throws IOException {
    try (Stream<Path> paths = Files.walk(PRODUCT.resolve(folder))) {
      for (Path path : paths.toList()) {
        Path copy = root.resolve(PRODUCT.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }
}
