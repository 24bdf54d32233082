package io.openclaw.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A sound workspace on disk, as large as asked for: each agent owns one private skill with two
 * handlers, the other skills are shared; a hundred routing rules.
 */
final class LargeWorkspace {
  private static final int RULES = 100;

  private final Path root;
  private final StringBuilder agentRegistry = new StringBuilder("agents:\n");
  private final StringBuilder skillRegistry = new StringBuilder("skills:\n");

  private LargeWorkspace(Path root) {
    this.root = root;
  }

  static void write(Path root, int agents, int skills) throws IOException {
    LargeWorkspace workspace = new LargeWorkspace(root);
    for (int i = 0; i < agents; i++) {
      workspace.agent(i);
      workspace.skill("skill-" + i, "agent-" + i, "private");
    }
    for (int i = agents; i < skills; i++) {
      workspace.skill("shared/skill-" + i, "system", "public");
    }
    workspace.write("orchestrator/agent-registry.yaml", workspace.agentRegistry.toString());
    workspace.write("orchestrator/skill-registry.yaml", workspace.skillRegistry.toString());
    workspace.write("orchestrator/routing-rules.yaml", rules(agents));
  }

  private void agent(int i) throws IOException {
    String folder = "agents/agent-" + i + "/";
    write(
        folder + "IDENTITY.md",
        "# Agent\n\n- Name: Agent %d\n- ID: agent-%d\n- Emoji: 🚀\n".formatted(i, i));
    write(
        folder + "SOUL.md",
        "# Who I Am\n\nI am agent %d.\n\n## Boundaries\n\n%s"
            .formatted(i, "- Nothing without a baseline.\n".repeat(8)));
    write(
        folder + "config.yaml",
        """
        agent:
          id: agent-%1$d
          name: Agent %1$d
          description: Knows about field %1$d
          model:
            provider: anthropic
            name: claude-opus
            version: latest
            temperature: 0.3
            max_tokens: 8000
            thinking: moderate
          permissions:
            - file_access: true
              paths:
                - /workspace/models
          skills:
            - skill_id: skill-%1$d
              version: latest
              timeout: 3600
              retry_policy:
                max_retries: 3
                backoff: exponential
          rate_limits:
            requests_per_minute: 100
            tokens_per_day: 1000000
        """
            .formatted(i));
    agentRegistry.append(
        """
          - id: agent-%1$d
            name: Agent %1$d
            status: active
            version: 1.0.0
            replicas: 3
            domains: [field_%1$d]
            slo: {availability: 99.9%%, response_time_p99: 5000ms, throughput: 100req/min}
            resources:
              requests: {cpu: 2, memory: 4Gi}
              limits: {cpu: 4, memory: 8Gi}
        """
            .formatted(i));
  }

  private void skill(String id, String owner, String visibility) throws IOException {
    String folder = "skills/" + id + "/";
    String name = id.substring(id.lastIndexOf('/') + 1);
    write(
        folder + "SKILL.md",
        "---\nname: %s\ndescription: Does what %s does. Use it for that.\n---\n\n# Manual\n\n%s"
            .formatted(
                name, name, "A line of text that explains the skill to a model.\n".repeat(15)));
    write(
        folder + "config.yaml",
        """
        skill:
          id: %s
          version: 1.0.0
          runtime: process
          handlers:
            - name: first
              description: Does the first thing.
              match: "(?i)(first|(^|\\\\s)%s\\\\b)"
              produces: first_result
              timeout: 30
              inputs:
                type: object
                required: [text]
                properties:
                  text: {type: string, minLength: 1}
                  limit: {type: integer, minimum: 1, maximum: 50, default: 10}
              outputs:
                type: object
                required: [summary]
                properties:
                  summary: {type: string}
        """
            .formatted(id, name));
    write(
        folder + "handlers/first.py",
        "def run(inputs, context):\n    return {\"summary\": inputs[\"text\"]}\n");
    skillRegistry.append(
        """
          - id: %1$s
            name: %1$s
            version: 1.0.0
            location: /workspace/skills/%1$s
            owner: %2$s
            visibility: %3$s
            resource_requirements: {cpu: 1, memory: 1Gi, timeout: 30}
            handlers: [first]
        """
            .formatted(id, owner, visibility));
  }

  private static String rules(int agents) {
    StringBuilder rules = new StringBuilder("routing_rules:\n");
    for (int i = 0; i < RULES; i++) {
      rules.append(
          """
            - name: rule-%1$d
              pattern: "(?i)(field %1$d|领域%1$d)"
              agents: [agent-%2$d]
              priority: %1$d
          """
              .formatted(i, i % agents));
    }
    return rules.toString();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
