package io.openclaw.worker.step;

import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Knows which attempts were taken, by whichever worker, so that none is run twice and none after a
 * later one. Kafka brings a step again when its worker died before the acknowledgement was stored,
 * and by then the step may be long done. An attempt is taken by making its folder among the
 * artifacts, which only one can do and which outlives the process. Thread-safe.
 */
final class AttemptLedger {
  private final ArtifactStore artifacts;

  AttemptLedger(ArtifactStore artifacts) {
    this.artifacts = artifacts;
  }

  /** Whether the attempt is newer than any that was taken. */
  boolean isNew(RunStep step) throws IOException {
    try (Stream<Path> taken = Files.list(attempts(step))) {
      return taken.noneMatch(folder -> number(folder) >= step.step().attempt());
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Takes the attempt; false where somebody else was first. */
  boolean take(RunStep step) throws IOException {
    Path attempts = Files.createDirectories(attempts(step));
    try {
      Files.createDirectory(attempts.resolve(Integer.toString(step.step().attempt())));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Path attempts(RunStep step) {
    return artifacts.attempts(step.taskId(), step.step());
  }

  /** Below every attempt where it is none's: file systems and desktops leave files of their own. */
  private static int number(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : 0;
  }
}
