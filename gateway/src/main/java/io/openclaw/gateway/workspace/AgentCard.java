package io.openclaw.gateway.workspace;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.SkillBinding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An agent as clients see it. */
@Schema(name = "Agent", description = "An agent that can be asked by name.")
public record AgentCard(
    @Schema(examples = "agent-ai-001") String id,
    @Schema(examples = "AI工程师") String name,
    @Schema(examples = "专精ML模型开发与部署") String description,
    @Schema(examples = "🚀") @Nullable String emoji,
    @Schema(examples = "[\"machine_learning\", \"model_deployment\"]") List<String> domains,
    @Schema(
            description = "Ids of the skills bound to it, beside the public ones.",
            examples = "[\"ai-engineer\", \"shared/data-analysis\"]")
        List<String> skills) {
  public AgentCard {
    domains = List.copyOf(domains);
    skills = List.copyOf(skills);
  }

  static AgentCard of(Agent agent) {
    return new AgentCard(
        agent.id(),
        agent.name(),
        agent.description(),
        agent.identity().emoji(),
        agent.domains(),
        agent.skills().stream().map(SkillBinding::skillId).toList());
  }
}
