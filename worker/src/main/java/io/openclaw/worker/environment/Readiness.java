package io.openclaw.worker.environment;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/** Whether a skill can run. */
public sealed interface Readiness {

  /**
   * It can, on this Python.
   *
   * @param folders what that Python is made of
   * @param hasPackages whether it has any that the skill needs; one without starts sooner
   */
  record Ready(Path python, List<Path> folders, boolean hasPackages) implements Readiness {
    public Ready {
      requireNonNull(python, "python is null");
      folders = List.copyOf(folders);
    }
  }

  /** That is being found out, or its packages are being installed. */
  record Preparing() implements Readiness {}

  /** It can't, for now; the next need tries again. */
  record NotReady(String reason) implements Readiness {
    public NotReady {
      requireNonNull(reason, "reason is null");
    }
  }
}
