package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.artifact.FileTree;
import io.openclaw.hash.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Python files that run handlers and that handlers import. They come with the worker and are
 * laid out in the cache, once for each content.
 */
final class PythonHelper {
  /** By name, since an executable has no folder of resources to look through. */
  static final List<String> FILES =
      List.of(
          "openclaw_call.py",
          "openclaw_egress.py",
          "openclaw_runner.py",
          "openclaw_skill/__init__.py",
          "openclaw_skill/context.py",
          "openclaw_skill/datasets.py",
          "openclaw_skill/errors.py",
          "openclaw_skill/examples.py",
          "openclaw_skill/markdown.py",
          "openclaw_skill/protocol.py",
          "openclaw_skill/py.typed",
          "openclaw_skill/svg.py",
          "openclaw_skill/table_formats.py",
          "openclaw_skill/tables.py",
          "openclaw_skill/targets.py",
          "openclaw_skill/testing.py",
          "openclaw_skill/web.py");

  private static final String RUNNER = "openclaw_runner.py";

  private PythonHelper() {}

  /**
   * Lays the files out unless they are there.
   *
   * @return the runner
   * @throws UncheckedIOException when the cache can't be written
   */
  static Path install(Path cache) {
    try {
      Map<String, byte[]> contents = contents();
      Path folder =
          cache.toAbsolutePath().normalize().resolve("python-helper").resolve(hash(contents));
      if (!Files.exists(folder)) {
        layOut(contents, folder);
      }
      return folder.resolve(RUNNER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out the Python helper in " + cache, e);
    }
  }

  private static void layOut(Map<String, byte[]> contents, Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    Path draft = Files.createTempDirectory(folder.getParent(), "draft-");
    try {
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        Path target = draft.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.write(target, file.getValue());
      }
      moveUnlessThere(draft, folder);
    } finally {
      FileTree.delete(draft);
    }
  }

  /** Another worker may have been faster; the content is the same then. */
  private static void moveUnlessThere(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(folder)) {
        throw e;
      }
    }
  }

  private static Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (String name : FILES) {
      String resource = "/python/" + name;
      try (InputStream in =
          requireNonNull(PythonHelper.class.getResourceAsStream(resource), resource)) {
        contents.put(name, in.readAllBytes());
      }
    }
    return contents;
  }

  private static String hash(Map<String, byte[]> contents) {
    Sha256 hash = new Sha256();
    contents.forEach((name, content) -> hash.add(name).add(content));
    return hash.hex().substring(0, 20);
  }
}
