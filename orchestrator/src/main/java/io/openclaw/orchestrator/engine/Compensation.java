package io.openclaw.orchestrator.engine;

import io.openclaw.event.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps that undo what another one, which has failed, may have done. */
final class Compensation {
  private final Settling settling;
  private final Closing closing;
  private final Wiring wiring;
  private final Journal journal;
  private final Duration paused;

  Compensation(
      Settling settling, Closing closing, Wiring wiring, Journal journal, Duration paused) {
    this.settling = settling;
    this.closing = closing;
    this.wiring = wiring;
    this.journal = journal;
    this.paused = paused;
  }

  /** Begins to undo a step, by the one beside it that is named for that. */
  void begin(Node node, Phase.Working working, String by, Failure cause) {
    Node undoing = sibling(node, by);
    if (undoing == null || !(undoing.phase instanceof Phase.Waiting waiting)) {
      closing.fail(node, cause, false);
      return;
    }
    journal.move(node, working.compensate(cause));
    settling.begin(undoing, waiting.begin(journal.now, paused));
  }

  /** Ends a step that has been undone. */
  void conclude(Node node, Phase.Compensating compensating) {
    boolean undone =
        wiring.siblings(node).stream()
            .filter(other -> node.isCompensatedBy(other.step.id()))
            .allMatch(Node::isOver);
    if (undone) {
      journal.move(node, compensating.fail(journal.now));
    }
  }

  /** A step that undoes is not done where there was nothing to undo. */
  void skipUnused(Node node, Phase.Waiting waiting, List<Node> flow) {
    boolean mayBeNeeded =
        flow.stream().anyMatch(other -> other.isCompensatedBy(node.step.id()) && !other.isOver());
    if (!mayBeNeeded) {
      closing.skip(node, waiting, "there is nothing to undo");
    }
  }

  private @Nullable Node sibling(Node node, String id) {
    return wiring.siblings(node).stream()
        .filter(other -> other.step.id().equals(id))
        .findFirst()
        .orElse(null);
  }
}
