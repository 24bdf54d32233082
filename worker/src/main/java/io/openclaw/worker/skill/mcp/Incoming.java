package io.openclaw.worker.skill.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What comes from a server. */
sealed interface Incoming {

  /** A message of JSON-RPC, or what claims to be one. */
  record Message(ObjectNode json) implements Incoming {
    public Message {
      requireNonNull(json, "json is null");
    }
  }

  /** Nothing more comes. */
  record Lost(Refusal why) implements Incoming {
    public Lost {
      requireNonNull(why, "why is null");
    }
  }
}
