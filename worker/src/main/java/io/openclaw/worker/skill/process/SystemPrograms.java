package io.openclaw.worker.skill.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The programs that every sandbox shows: those in folders of the worker's PATH that belong to the
 * system.
 */
final class SystemPrograms {
  private static final List<Path> SYSTEM =
      Stream.of("/usr", "/bin", "/sbin").map(Path::of).toList();

  private final List<Path> folders;

  /**
   * @param path the worker's variable PATH
   */
  SystemPrograms(String path) {
    this.folders =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(path)
            .map(folder -> Path.of(folder).normalize())
            .filter(SystemPrograms::isSystems)
            .distinct()
            .toList();
  }

  /** As the variable PATH has them. */
  String path() {
    return folders.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Where a program is; null where there is none of this name. */
  @Nullable Path find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name))
        .filter(SystemPrograms::canBeStarted)
        .findFirst()
        .orElse(null);
  }

  /** A link that leads out of the system's folders leads nowhere in a sandbox. */
  private static boolean canBeStarted(Path program) {
    try {
      return Files.isRegularFile(program)
          && Files.isExecutable(program)
          && isSystems(program.toRealPath());
    } catch (IOException e) {
      // It was removed meanwhile.
      return false;
    }
  }

  private static boolean isSystems(Path path) {
    return SYSTEM.stream().anyMatch(path::startsWith);
  }
}
