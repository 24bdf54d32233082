package io.openclaw.worker.sandbox;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The control group of this process in which the kernel can count processes (Linux, {@code
 * cgroups(7)}).
 *
 * @param folder where it shows
 * @param isUnified whether it is of version 2
 */
record ControlGroup(Path folder, boolean isUnified) {
  private static final String COUNTER = "pids";

  /**
   * Finds it.
   *
   * @param groups the lines of {@code /proc/self/cgroup}
   * @param mounts the lines of {@code /proc/self/mountinfo}
   * @return null where it is mounted nowhere
   */
  static @Nullable ControlGroup own(List<String> groups, List<String> mounts) {
    ControlGroup counting = own(groups, mounts, false);
    return counting == null ? own(groups, mounts, true) : counting;
  }

  private static @Nullable ControlGroup own(
      List<String> groups, List<String> mounts, boolean isUnified) {
    for (String group : groups) {
      String[] fields = group.split(":", 3); // number, controllers, path
      boolean isMeant = isUnified ? fields[1].isEmpty() : has(fields[1], COUNTER);
      Path folder = isMeant ? folder(Path.of(fields[2]), mounts, isUnified) : null;
      if (folder != null) {
        return new ControlGroup(folder, isUnified);
      }
    }
    return null;
  }

  private static @Nullable Path folder(Path group, List<String> mounts, boolean isUnified) {
    for (String mount : mounts) {
      List<String> fields = List.of(mount.split(" "));
      int end = fields.indexOf("-"); // then: type, source, options
      Path root = Path.of(fields.get(3));
      boolean isMeant =
          isUnified
              ? fields.get(end + 1).equals("cgroup2")
              : fields.get(end + 1).equals("cgroup") && has(fields.get(end + 3), COUNTER);
      if (isMeant && group.startsWith(root)) {
        return Path.of(fields.get(4)).resolve(root.relativize(group)).normalize();
      }
    }
    return null;
  }

  private static boolean has(String list, String name) {
    return List.of(list.split(",")).contains(name);
  }
}
