package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.process.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The helper's modules, compiled once for each Python: no sandbox could keep what it has compiled.
 * Thread-safe.
 */
final class Bytecode {
  private static final Logger LOG = Logger.getLogger(Bytecode.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path runner;
  private final Map<String, String> environment;
  private final Map<Path, Boolean> made = new ConcurrentHashMap<>();

  /**
   * @param runner the modules lie beside it
   * @param path the worker's variable PATH
   */
  Bytecode(Path runner, String path) {
    this.runner = runner;
    this.environment = Map.of("PATH", path);
  }

  /** Makes it unless it was; without it, calls are slower and all else is the same. */
  void make(Path python) {
    made.computeIfAbsent(python, this::compile);
  }

  private boolean compile(Path python) {
    Path folder = requireNonNull(runner.getParent(), "the runner lies nowhere");
    List<String> line =
        List.of(python.toString(), "-I", "-S", "-m", "compileall", "-q", folder.toString());
    try {
      Command.Ended ended = new Command(line, environment, PATIENCE).run(text -> {});
      if (!ended.worked()) {
        LOG.infof("The Python helper was not compiled. reason=%s", ended.lastLine());
      }
      return ended.worked();
    } catch (IOException e) {
      LOG.infof("The Python helper was not compiled. reason=%s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
