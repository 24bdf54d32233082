package io.openclaw.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds processes by a variable in the environment that they were started with. That is how a
 * process is found whose parents have ended before it. Works where there is a {@code /proc}; finds
 * nothing elsewhere.
 */
final class MarkedProcesses {
  private static final Logger LOG = Logger.getLogger(MarkedProcesses.class);
  private static final Path PROC = Path.of("/proc");

  private MarkedProcesses() {}

  /**
   * Those of this user that have it.
   *
   * @param variable {@code NAME=value}, unique enough
   */
  static List<ProcessHandle> with(String variable) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    String marker = "\0" + variable + "\0";
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path folder : folders) {
        if (environment(folder).contains(marker)) {
          ProcessHandle.of(Long.parseLong(folder.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      LOG.debugf("Processes cannot be listed. reason=%s", e.getMessage());
    }
    return found;
  }

  /** Nothing for the processes of others, and for those that have ended meanwhile. */
  private static String environment(Path folder) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve("environ"));
      return "\0" + new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
