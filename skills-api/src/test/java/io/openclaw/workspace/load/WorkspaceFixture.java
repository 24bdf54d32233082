package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small sound workspace on disk, for tests to break: two agents (a writer with a skill of its
 * own, an editor with none), a shared skill, three rules and a workflow.
 */
final class WorkspaceFixture {
  static final String WRITER = "agents/writer/config.yaml";
  static final String EDITOR = "agents/editor/config.yaml";
  static final String WRITING = "skills/writing/config.yaml";
  static final String LOOKUP = "skills/shared/lookup/config.yaml";
  static final String AGENTS = "orchestrator/agent-registry.yaml";
  static final String SKILLS = "orchestrator/skill-registry.yaml";
  static final String RULES = "orchestrator/routing-rules.yaml";
  static final String WORKFLOW = "orchestrator/workflows/publish.yaml";

  private final Path root;

  private WorkspaceFixture(Path root) {
    this.root = root;
  }

  static WorkspaceFixture in(Path root) {
    return new WorkspaceFixture(root)
        .write("agents/writer/IDENTITY.md", "# Writer\n\n- Name: Ada\n- **ID**: agent-w\n")
        .write("agents/writer/SOUL.md", "I write.\n")
        .write(
            WRITER,
            """
            agent:
              id: agent-w
              name: Writer
              description: Writes articles
              model:
                provider: anthropic
                name: claude-opus
                temperature: 0.3
                max_tokens: 8000
                thinking: moderate
              permissions:
                - gpu_access: true
                  max_allocation: 2
                - file_access: true
                  paths:
                    - /workspace/articles
                - network_access: true
                  allowed_endpoints: ["*.example.org"]
              skills:
                - skill_id: writing
                  version: 1.0.0
                  timeout: 90s
                  retry_policy:
                    max_retries: 3
                    backoff: exponential
                - skill_id: shared/lookup
              memory:
                type: persistent
                ttl: 30d
                storage:
                  backend: postgresql
                  connection_string: ${MEMORY_URL}
              rate_limits:
                requests_per_minute: 100
            """)
        .write("agents/editor/IDENTITY.md", "Nothing of note.\n")
        .write("agents/editor/SOUL.md", "I edit.\n")
        .write(
            EDITOR,
            """
            agent:
              id: agent-e
              name: Editor
              description: Edits articles
              model:
                provider: anthropic
                name: claude-sonnet
                temperature: 0
                max_tokens: 4000
            """)
        .write(
            "skills/writing/SKILL.md",
            "---\nname: writing\ndescription: Writes drafts.\nlicense: CC0-1.0\n---\n\n# Writing\n")
        .write("skills/writing/handlers/draft.py", "def run(inputs, context):\n    return {}\n")
        .write(
            WRITING,
            """
            skill:
              id: writing
              version: 1.0.0
              runtime: process
              requirements:
                - markdown>=3.5
              environment: [STYLE_GUIDE]
              handlers:
                - name: draft
                  description: Writes a draft
                  match: "(?i)draft|write"
                  produces: draft
                  timeout: 5m
                  inputs:
                    type: object
                    required: [topic]
                    properties:
                      topic: {type: string, minLength: 1, default: no}
            """)
        .write(
            "skills/shared/lookup/SKILL.md",
            "---\nname: lookup\ndescription: Looks words up.\n---\n")
        .write("skills/shared/lookup/handlers/find.py", "def run(inputs, context): ...\n")
        .write(
            LOOKUP,
            """
            skill:
              id: shared/lookup
              version: 2.0.0
              handlers:
                - name: find
                  description: Finds a word
                  match: "(?i)find"
            """)
        .write(
            AGENTS,
            """
            agents:
              - id: agent-w
                name: Writer
                status: active
                version: 1.0.0
                replicas: 3
                domains: [writing]
                slo: {availability: 99.9%, response_time_p99: 500ms, throughput: 100req/min}
              - id: agent-e
                name: Editor
            """)
        .write(
            SKILLS,
            """
            skills:
              - id: writing
                name: Writing
                version: 1.0.0
                location: /workspace/skills/writing
                owner: writer
                visibility: private
                resource_requirements: {cpu: 2, memory: 4Gi, gpu: optional, timeout: 1h}
                handlers:
                  - draft
              - id: shared/lookup
                name: Lookup
                version: 2.0.0
                owner: system
                visibility: public
                rate_limit: 100/minute
            """)
        .write(
            RULES,
            """
            routing_rules:
              - name: anything
                pattern: ".*"
                agents: null
                priority: 1
              - name: writing
                pattern: "(?i)write"
                agents: [agent-w]
                priority: 5
                timeout: 1h
              - name: publishing
                pattern: "(?i)publish"
                workflow: publish
                priority: 9
            """)
        .write(
            WORKFLOW,
            """
            workflow: publish
            inputs:
              notes: {type: file, accepts: [.md], required: true}
            steps:
              - id: write
                name: Write it
                agent: agent-w
                inputs: [notes]
                skills: [writing]
                expected_output: draft
                timeout: 10m
              - id: edit
                agents: [agent-e, agent-w]
                inputs: [draft, notes]
                skills: [shared/lookup]
                expected_output: article
                depends_on: write
            total_timeout: 2h
            """);
  }

  Path path(String file) {
    return root.resolve(file);
  }

  WorkspaceFixture write(String file, String text) {
    try {
      Files.createDirectories(path(file).getParent());
      Files.writeString(path(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture write(String file, byte[] bytes) {
    try {
      Files.write(path(file), bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the one place where a file has {@code old}. */
  WorkspaceFixture replace(String file, String old, String with) {
    try {
      String text = Files.readString(path(file));
      assertThat(text).containsOnlyOnce(old);
      return write(file, text.replace(old, with));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture delete(String file) {
    try {
      Files.delete(path(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkspaceFixture link(String link, Path target) {
    try {
      Files.createSymbolicLink(path(link), target);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Workspace workspace() {
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid(List<WorkspaceProblem> problems) ->
          throw new AssertionError("not sound: " + problems);
    };
  }

  Agent agent(String id) {
    return requireNonNull(workspace().agent(id));
  }

  Skill skill(String id) {
    return requireNonNull(workspace().skill(id));
  }

  Handler handler(String skillId, String name) {
    return requireNonNull(skill(skillId).handlers().get(name));
  }

  Workflow workflow(String id) {
    return requireNonNull(workspace().workflows().get(id));
  }

  /** Each as {@code file:line:column: message [CODE]}; none where the workspace is sound. */
  List<String> problems() {
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> List.of();
      case LoadResult.Invalid(List<WorkspaceProblem> problems) ->
          problems.stream().map(WorkspaceProblem::toString).toList();
    };
  }
}
