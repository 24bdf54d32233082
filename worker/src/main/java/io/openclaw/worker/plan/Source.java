package io.openclaw.worker.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.worker.skill.Tool;

/** Where an input of a call comes from. */
public sealed interface Source {

  /** A value that is there. */
  record Value(JsonNode value, Origin origin) implements Source {
    public Value {
      requireNonNull(value, "value is null");
      requireNonNull(origin, "origin is null");
    }
  }

  /** The output of a call that is planned before. */
  record OutputOf(Tool tool) implements Source {
    public OutputOf {
      requireNonNull(tool, "tool is null");
    }
  }

  /** Who gave a value. */
  enum Origin {
    STEP_INPUT,
    REQUEST,
    EARLIER_CALL,
    ATTACHMENT
  }
}
