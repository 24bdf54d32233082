package io.openclaw.worker.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.Failure;
import java.util.List;

/** What a model does when it is its turn. */
public sealed interface Turn {

  /** It calls tools, perhaps with words before. */
  record Calls(String text, List<ToolCall> calls) implements Turn {
    public Calls {
      requireNonNull(text, "text is null");
      calls = List.copyOf(calls);
      if (calls.isEmpty()) {
        throw new IllegalArgumentException("no call");
      }
    }
  }

  /** It is done; these are its closing words. */
  record Final(String text) implements Turn {
    public Final {
      requireNonNull(text, "text is null");
    }
  }

  /** It cannot go on. */
  record Failed(Failure failure) implements Turn {
    public Failed {
      requireNonNull(failure, "failure is null");
    }
  }
}
