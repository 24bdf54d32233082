package io.openclaw.worker.it;

import io.openclaw.event.StepCommand.RunStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A workspace that a test may edit. */
final class WorkspaceCopy {
  private static final String BALANCER = "orchestrator/load-balancer.yaml";

  private static final String SIGNALS = "signals";
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private WorkspaceCopy() {}

  /** Lets skills see what tests say to them by files: a folder below it may be attached. */
  static Path withSignals(Path workspace) {
    try {
      Path link = workspace.resolve(SIGNALS);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, TEMPORARY);
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The virtual path of the folder of a file that a test writes. */
  static String signals(Path file) {
    return "/workspace/" + SIGNALS + "/" + TEMPORARY.relativize(file.resolveSibling(""));
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Limits the steps of one agent; the version of the workspace that results. */
  static String limit(Path workspace, String agent, int steps) throws IOException {
    Files.writeString(
        workspace.resolve(BALANCER),
        """
        load_balancer:
          agents:
            - agent: %s
              max_concurrent_steps: %d
        """
            .formatted(agent, steps));
    return WorkerProcess.version(workspace);
  }

  /** The same step, of a task that was planned by another version. */
  static RunStep of(RunStep step, String version) {
    return new RunStep(
        step.taskId(),
        step.at(),
        step.tenant(),
        step.step(),
        version,
        step.request(),
        step.instruction(),
        step.inputs(),
        step.attachments(),
        step.skills(),
        step.handler(),
        step.expectedOutput(),
        Duration.ofSeconds(60),
        step.idempotencyKey(),
        step.inlineTotal(),
        step.earlierTasks());
  }
}
