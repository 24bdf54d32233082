package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import io.openclaw.event.Result;

/** What a step came to. */
public sealed interface Outcome {

  record Completed(Result result) implements Outcome {
    public Completed {
      requireNonNull(result, "result is null");
    }
  }

  record Failed(Failure failure) implements Outcome {
    public Failed {
      requireNonNull(failure, "failure is null");
    }
  }
}
