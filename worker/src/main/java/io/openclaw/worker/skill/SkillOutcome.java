package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import java.util.List;

/** What came of a call. */
public sealed interface SkillOutcome {

  /** It worked: the output, with complete references to the artifacts that the call made. */
  record Returned(ObjectNode output, List<Artifact> artifacts) implements SkillOutcome {
    public Returned {
      requireNonNull(output, "output is null");
      artifacts = List.copyOf(artifacts);
    }
  }

  record Failed(Failure failure) implements SkillOutcome {
    public Failed {
      requireNonNull(failure, "failure is null");
    }
  }
}
