package io.openclaw.worker.environment;

import io.openclaw.artifact.FileTree;
import io.openclaw.hash.Sha256;
import io.openclaw.worker.process.Command;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A cached virtual environment with a set of packages: made once for a Python version and a set of
 * requirements, shared by all workers that have the same cache. It is complete when its stamp is
 * there; what lacks the stamp is made anew.
 */
final class Venv {
  private static final String NO_INDEX =
      "the package index can't be reached; check the network, the proxy and PIP_INDEX_URL";
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Interpreter base;
  private final List<String> requirements;
  private final Map<String, String> environment;
  private final Path folder;

  Venv(Path cache, Interpreter base, List<String> requirements, Map<String, String> environment) {
    this.base = base;
    this.requirements = requirements.stream().sorted().toList();
    this.environment = Map.copyOf(environment);
    this.folder = cache.resolve("python").resolve(hash());
  }

  /** Makes it unless it is there. Only one process at a time does so. */
  Readiness make(Consumer<String> progress) throws IOException, InterruptedException {
    if (isComplete()) {
      return ready();
    }
    Files.createDirectories(folder.getParent());
    Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(channel, progress)) {
      return isComplete() && lock.isValid() ? ready() : install(progress);
    }
  }

  private static FileLock lock(FileChannel channel, Consumer<String> progress) throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    progress.accept("waiting for another worker that installs the same packages");
    return channel.lock();
  }

  private Readiness install(Consumer<String> progress) throws IOException, InterruptedException {
    FileTree.delete(folder);
    progress.accept("making a Python environment for " + String.join(", ", requirements));
    Command.Ended made =
        command(List.of(base.executable().toString(), "-I", "-m", "venv", folder.toString()))
            .run(line -> {});
    if (!made.worked()) {
      return new Readiness.NotReady(reasonOfVenv(made));
    }
    Command.Ended installed = command(pip()).run(progress);
    if (!installed.worked()) {
      return new Readiness.NotReady(reasonOfPip(installed));
    }
    Files.writeString(stamp(), String.join("\n", requirements) + "\n");
    return ready();
  }

  private List<String> pip() {
    List<String> line =
        new ArrayList<>(List.of(python().toString(), "-m", "pip", "install", "--no-input"));
    line.addAll(
        List.of("--disable-pip-version-check", "--progress-bar", "off", "--only-binary=:all:"));
    line.addAll(requirements);
    return line;
  }

  private Command command(List<String> line) {
    return new Command(line, environment, PATIENCE);
  }

  private static String reasonOfVenv(Command.Ended made) {
    return made.lines().stream().anyMatch(line -> line.contains("ensurepip"))
        ? "Python's module ensurepip is missing: install the package python3-venv"
        : "no virtual environment could be made: " + made.lastLine();
  }

  private static String reasonOfPip(Command.Ended installed) {
    return "its packages could not be installed: "
        + (triedInVain(installed) ? NO_INDEX : errorOf(installed));
  }

  /** Without an index pip says in the end that it has found no such package. */
  private static boolean triedInVain(Command.Ended installed) {
    return installed.lines().stream().anyMatch(line -> line.contains("Retrying (Retry(total=0"));
  }

  private static String errorOf(Command.Ended installed) {
    return installed.lines().stream()
        .filter(line -> line.startsWith("ERROR:"))
        .reduce((earlier, later) -> later)
        .orElse(installed.lastLine());
  }

  private boolean isComplete() {
    // The Python beneath may have been removed since; its link leads nowhere then.
    return Files.exists(stamp()) && Files.isExecutable(python());
  }

  private Readiness ready() {
    List<Path> folders = new ArrayList<>(base.folders());
    folders.add(folder);
    return new Readiness.Ready(python(), folders, true);
  }

  private Path python() {
    return folder.resolve("bin").resolve("python");
  }

  private Path stamp() {
    return folder.resolve(".complete");
  }

  private String hash() {
    Sha256 hash = Sha256.of(base.version());
    for (String requirement : requirements) {
      hash.add("\n" + requirement);
    }
    return hash.hex().substring(0, 20);
  }
}
