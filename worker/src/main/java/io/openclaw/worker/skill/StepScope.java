package io.openclaw.worker.skill;

import static java.util.Objects.requireNonNull;

import io.openclaw.event.StepAttempt;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.workspace.Agent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The step attempt on whose behalf skills are called.
 *
 * @param tenant whose task it is
 * @param idempotencyKey the same for every attempt of the step
 * @param agent null where a shared skill runs on its own
 */
public record StepScope(
    UUID taskId,
    String tenant,
    StepAttempt step,
    String idempotencyKey,
    Language language,
    @Nullable Agent agent,
    PathGrants grants,
    AttemptArtifacts artifacts) {
  public StepScope {
    requireNonNull(taskId, "taskId is null");
    requireNonNull(tenant, "tenant is null");
    requireNonNull(step, "step is null");
    requireNonNull(idempotencyKey, "idempotencyKey is null");
    requireNonNull(language, "language is null");
    requireNonNull(grants, "grants is null");
    requireNonNull(artifacts, "artifacts is null");
  }
}
