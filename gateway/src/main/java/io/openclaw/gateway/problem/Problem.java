package io.openclaw.gateway.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A problem as HTTP carries it (RFC 9457), {@code application/problem+json}. */
@RegisterForReflection
@Schema(description = "What went wrong, RFC 9457.")
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "instance"})
public record Problem(
    @Schema(examples = "urn:openclaw:problem:unknown-agent") String type,
    @Schema(examples = "There is no such agent") String title,
    @Schema(examples = "400") int status,
    @Schema(
            description = "What is wrong with this very request.",
            examples = "no agent \"agent-x\"; there are: agent-ai-001, agent-pm-002")
        String detail,
    @Schema(description = "Stable, for programs.") ProblemCode code,
    @Schema(description = "The path that was asked for.") @Nullable String instance) {

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ProblemCode code, String detail, @Nullable String instance) {
    return new Problem(code.type(), code.title(), code.status(), detail, code, instance);
  }
}
