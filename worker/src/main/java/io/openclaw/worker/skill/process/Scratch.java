package io.openclaw.worker.skill.process;

import io.openclaw.artifact.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * A private folder that lives as long as a call, with the call's home and the socket of its way
 * out. It lies in its worker's {@link ScratchParent}.
 */
public record Scratch(Path path) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Scratch.class);

  static Scratch create() throws IOException {
    Scratch scratch = new Scratch(ScratchParent.own().add());
    Files.createDirectory(scratch.home());
    return scratch;
  }

  /** What the call may write to, and where it begins. */
  Path home() {
    return path.resolve("home");
  }

  /** Copies of the call's files, for a process that began before there was a call. */
  Path in() {
    return path.resolve("in");
  }

  /** Where such a process writes the files of its result. */
  Path out() {
    return path.resolve("out");
  }

  /** The folders whose content counts as a call's, with those that lie elsewhere. */
  List<Path> written(List<Path> outside) {
    List<Path> folders = new ArrayList<>(outside);
    folders.add(home());
    folders.add(out());
    return folders;
  }

  /** Where the egress proxy may listen; nothing of the call can replace it. */
  Path socket() {
    return path.resolve("egress");
  }

  /** The variable by which the processes of the call can be found. */
  String variable() {
    return "HOME=" + home();
  }

  /** Ends and removes what workers have left behind that were killed. */
  static void sweep(Duration killGrace) {
    try {
      ScratchParent.own().sweep(killGrace);
    } catch (IOException e) {
      LOG.warnf("What killed workers left behind cannot be removed. reason=%s", e.getMessage());
    }
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
