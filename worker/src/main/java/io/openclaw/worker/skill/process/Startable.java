package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

/** Whether there is a program to start. */
public sealed interface Startable {
  record Found(Program program) implements Startable {
    public Found {
      requireNonNull(program, "program is null");
    }
  }

  /** It can't be started here, for now. */
  record Missing(String reason) implements Startable {
    public Missing {
      requireNonNull(reason, "reason is null");
    }
  }
}
