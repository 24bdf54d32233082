package io.openclaw.worker.sandbox;

import io.openclaw.worker.sandbox.ProcessTable.Pid;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Files without a name that processes hold open: they take room, and are in no folder. */
final class UnlinkedFiles {
  private static final String MARK = " (deleted)";

  private UnlinkedFiles() {}

  /** Their sizes together, each file once, however many have it open. */
  static long bytes(Collection<Pid> processes) {
    Map<Object, Long> sizes = new HashMap<>();
    for (Pid process : processes) {
      Path folder = Path.of("/proc", Long.toString(process.pid()), "fd");
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
        descriptors.forEach(descriptor -> add(descriptor, sizes));
      } catch (IOException e) {
        // It has ended, or may not be looked at: then it is no process of this user.
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void add(Path descriptor, Map<Object, Long> sizes) {
    try {
      if (Files.readSymbolicLink(descriptor).toString().endsWith(MARK)) {
        BasicFileAttributes file = Files.readAttributes(descriptor, BasicFileAttributes.class);
        if (file.isRegularFile() && file.fileKey() != null) {
          sizes.put(file.fileKey(), file.size());
        }
      }
    } catch (IOException e) {
      // It was closed meanwhile.
    }
  }
}
