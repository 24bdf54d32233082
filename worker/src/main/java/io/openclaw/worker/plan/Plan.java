package io.openclaw.worker.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.Tool;
import java.util.List;

/** What came of planning. */
public sealed interface Plan {

  /**
   * These calls lead to the goal; each finds its inputs among what is there and the calls before.
   */
  record Ready(List<PlannedCall> calls) implements Plan {
    public Ready {
      calls = List.copyOf(calls);
    }
  }

  /**
   * An input that the goal needs, directly or for a call on the way to it, and nobody gives.
   *
   * @param schema of the input
   */
  record Missing(Tool tool, String input, JsonNode schema) implements Plan {
    public Missing {
      requireNonNull(tool, "tool is null");
      requireNonNull(input, "input is null");
      requireNonNull(schema, "schema is null");
    }

    /** Says which input, of what, and who could give it. */
    public Failure failure() {
      String giver =
          Schema.isFile(schema)
              ? "name "
                  + Schema.describe(schema)
                  + " under /workspace/datasets in the request, or give its path as the input '"
                  + input
                  + "'"
              : "give it as the input '"
                  + input
                  + "', or let an earlier step or a handler of the step's skills produce it";
      return FailureCode.INPUT_MISSING.failure(
          tool.id() + " needs '" + input + "' and nobody gives it: " + giver);
    }
  }
}
