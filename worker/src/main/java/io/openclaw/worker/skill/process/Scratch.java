package io.openclaw.worker.skill.process;

import io.openclaw.artifact.FileTree;
import io.openclaw.worker.process.ProcessTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * A private folder that lives as long as a call, with the call's home and the socket of its way
 * out. Its name tells whose call it is.
 */
record Scratch(Path path) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Scratch.class);
  private static final String PREFIX = "openclaw-skill-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

  static Scratch create() throws IOException {
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    Scratch scratch = new Scratch(Files.createTempDirectory(parent(), prefix));
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

  /**
   * Ends and removes what workers have left behind that were killed: nobody hears what their skills
   * still do, and another attempt may be under way.
   */
  static void sweep(Duration killGrace) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent(), PREFIX + "*")) {
      for (Path folder : folders) {
        if (isLeft(folder)) {
          Scratch left = new Scratch(folder);
          ProcessTree.endAllWith(left.variable(), killGrace);
          left.close();
        }
      }
    } catch (IOException e) {
      LOG.warnf("What killed workers left behind cannot be removed. reason=%s", e.getMessage());
    }
  }

  /** No link is followed: whoever may write to the parent could let it lead anywhere. */
  private static boolean isLeft(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches()
        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path parent() throws IOException {
    return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
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
