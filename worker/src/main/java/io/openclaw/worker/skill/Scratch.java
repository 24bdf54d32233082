package io.openclaw.worker.skill;

import io.openclaw.worker.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** A private folder that lives as long as a call. */
record Scratch(Path path) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Scratch.class);

  static Scratch create() throws IOException {
    return new Scratch(Files.createTempDirectory("openclaw-skill-").toRealPath());
  }

  @Override
  public void close() {
    try {
      FileTree.delete(path);
    } catch (IOException e) {
      LOG.warnf(e, "A scratch folder could not be removed. path=%s", path);
    }
  }
}
