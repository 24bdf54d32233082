package io.openclaw.worker.egress;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.util.List;

/** Whether a call may reach a host. */
sealed interface EgressDecision {

  /**
   * It may, at these addresses and no others: asking for the name again could give another answer.
   */
  record Granted(List<InetAddress> addresses) implements EgressDecision {
    public Granted {
      addresses = List.copyOf(addresses);
    }
  }

  record Refused(Reason reason, String message) implements EgressDecision {
    public Refused {
      requireNonNull(reason, "reason is null");
      requireNonNull(message, "message is null");
    }
  }

  /** Why not. */
  enum Reason {
    /** What was asked for is no host and port. */
    MALFORMED,
    /** Neither the agent nor the skill was granted it. */
    NOT_GRANTED,
    /** It was granted, and leads to an address that is not public. */
    NOT_PUBLIC,
    /** Its name has no address. */
    UNKNOWN_HOST
  }
}
