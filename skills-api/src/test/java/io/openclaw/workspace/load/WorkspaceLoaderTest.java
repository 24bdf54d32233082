package io.openclaw.workspace.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.Approval;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.Autoscaling;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.Deployment;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Identity;
import io.openclaw.workspace.McpServer;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Memory;
import io.openclaw.workspace.Memory.Backend;
import io.openclaw.workspace.Memory.Kind;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.ModelSettings;
import io.openclaw.workspace.ModelSettings.Thinking;
import io.openclaw.workspace.Monitoring;
import io.openclaw.workspace.Percentage;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.RateLimits;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Resources;
import io.openclaw.workspace.RetryPolicy;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.RoutingRule.Target;
import io.openclaw.workspace.ServiceLevel;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workflow.Input;
import io.openclaw.workspace.Workflow.InputType;
import io.openclaw.workspace.Workflow.Step;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** What a sound workspace is read as. */
class WorkspaceLoaderTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReadAgent() throws Exception {
    Workspace workspace = files.workspace();

    assertThat(workspace.root()).isEqualTo(folder.toRealPath());
    assertThat(workspace.agents().keySet()).containsExactly("agent-w", "agent-e");
    assertThat(workspace.agent("agent-w"))
        .isEqualTo(
            new Agent(
                "agent-w",
                "Writer",
                "Writes articles",
                "writer",
                Identity.named("Ada"),
                new AgentTexts(
                    null, "I write.\n", "# Writer\n\n- Name: Ada\n- **ID**: agent-w\n", null, null),
                new ModelSettings(
                    "anthropic", "claude-opus", "latest", 0.3, 8000, Thinking.MODERATE),
                new Permissions(2, List.of("/workspace/articles"), List.of("*.example.org")),
                List.of(
                    new SkillBinding("writing", "1.0.0", Duration.ofSeconds(90), RetryPolicy.of(3)),
                    new SkillBinding("shared/lookup", "latest", null, RetryPolicy.NONE)),
                null,
                new Memory(
                    Kind.PERSISTENT, Duration.ofDays(30), Backend.POSTGRESQL, "${MEMORY_URL}"),
                new RateLimits(100, null, null),
                Monitoring.ALL,
                List.of("writing"),
                new Deployment(
                    "1.0.0",
                    3,
                    new ServiceLevel(
                        new Percentage(99.9),
                        Duration.ofMillis(500),
                        new Rate(100, Duration.ofMinutes(1))),
                    Resources.UNSAID,
                    Resources.UNSAID,
                    Autoscaling.fixed(3))));
  }

  @Test
  void shouldFillInWhatAgentLeavesOut() {
    Agent editor = files.agent("agent-e");

    assertThat(editor.identity()).isEqualTo(Identity.named("Editor"));
    assertThat(editor.permissions()).isEqualTo(Permissions.NONE);
    assertThat(editor.model().thinking()).isEqualTo(Thinking.NONE);
    assertThat(editor.deployment().replicas()).isEqualTo(1);
    assertThat(editor.skills()).isEmpty();
  }

  @Test
  void shouldReadSkill() {
    Skill writing = files.skill("writing");

    assertThat(writing.folder()).isAbsolute().hasFileName("writing");
    assertThat(writing.description()).isEqualTo("Writes drafts.");
    assertThat(writing.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(writing.runtime()).isEqualTo(RuntimeKind.PROCESS);
    assertThat(writing.requirements()).containsExactly("markdown>=3.5");
    assertThat(writing.environment()).containsExactly("STYLE_GUIDE");
    assertThat(writing.resources())
        .isEqualTo(
            new ResourceRequirements(
                new CpuQuantity(2000),
                new MemoryQuantity(4L << 30),
                new GpuRequirement(Need.OPTIONAL, 1),
                Duration.ofHours(1)));
    assertThat(files.skill("shared/lookup").rateLimit())
        .isEqualTo(new Rate(100, Duration.ofMinutes(1)));
    assertThat(writing.handlers()).containsOnlyKeys("draft");
  }

  @Test
  void shouldReadHandler() {
    Handler draft = files.handler("writing", "draft");

    assertThat(draft.file()).isRegularFile().hasFileName("draft.py");
    assertThat(draft.match()).hasToString("(?i)draft|write");
    assertThat(draft.produces()).isEqualTo("draft");
    assertThat(draft.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(draft.outputs()).hasToString("{\"type\":\"object\"}");
  }

  @Test
  void shouldReadSkillOfAnMcpServer() {
    files.replace(
        WorkspaceFixture.LOOKUP,
        "    - name: find\n",
        "    - name: find\n      tool: search_all\n");
    files.replace(
        WorkspaceFixture.LOOKUP,
        "  handlers:\n",
        "  runtime: mcp\n  server: {url: 'https://mcp.example.com/mcp'}\n  handlers:\n");

    Skill lookup = files.skill("shared/lookup");
    assertThat(lookup.runtime()).isEqualTo(RuntimeKind.MCP);
    assertThat(lookup.server())
        .isEqualTo(
            new McpServer(
                new Address.Http(URI.create("https://mcp.example.com/mcp")),
                Map.of("find", "search_all")));
    assertThat(files.handler("shared/lookup", "find").file()).hasFileName("config.yaml");
  }

  @Test
  void shouldReadSkillOfAnMcpProgram() {
    files.replace(
        WorkspaceFixture.LOOKUP,
        "  handlers:\n",
        """
          runtime: mcp
          environment: [GRANTED]
          server: {command: [lookup, --stdio]}
          handlers:
        """);

    assertThat(files.skill("shared/lookup").server())
        .isEqualTo(new McpServer(new Address.Stdio(List.of("lookup", "--stdio")), Map.of()));
  }

  @Test
  void shouldHandOverWhatIsWantedAndGrantedAndNoSecret() {
    // given
    files.replace(
        WorkspaceFixture.WRITING, "[STYLE_GUIDE]", "[STYLE_GUIDE, HOUSE, OWN_KEY, OTHERS_KEY]");
    files.replace(
        WorkspaceFixture.SKILLS,
        "    environment: [STYLE_GUIDE]\n",
        """
            environment: [STYLE_GUIDE, NOT_WANTED]
            secrets: [{variable: OWN_KEY, hosts: [api.example.org]}]
        """);
    files.replace(
        WorkspaceFixture.SKILLS,
        "    rate_limit: 100/minute\n",
        "    secrets: [{variable: OTHERS_KEY, hosts: [api.example.org]}]\n");

    // then
    assertThat(files.skill("writing").environment()).containsExactly("STYLE_GUIDE");
    assertThat(files.skill("writing").withheld()).containsExactly("HOUSE", "OTHERS_KEY");
    assertThat(files.skill("shared/lookup").withheld()).isEmpty();
    assertThat(files.problems())
        .hasSize(2)
        .allMatch(problem -> problem.startsWith("skills/writing/config.yaml:7:"))
        .allMatch(problem -> problem.endsWith("[VARIABLE_NOT_GRANTED]"));
  }

  @Test
  void shouldReadTheHeadersOfAnMcpServer() {
    files.replace(
        WorkspaceFixture.LOOKUP,
        "  handlers:\n",
        """
          runtime: mcp
          server:
            url: https://mcp.example.com/mcp
            headers: {Authorization: 'Bearer ${LOOKUP_KEY}'}
          handlers:
        """);

    assertThat(files.skill("shared/lookup").server())
        .isEqualTo(
            new McpServer(
                new Address.Http(
                    URI.create("https://mcp.example.com/mcp"),
                    Map.of("Authorization", "Bearer ${LOOKUP_KEY}")),
                Map.of()));
    assertThat(files.skill("shared/lookup").withheld()).containsExactly("LOOKUP_KEY");

    // when the registry lets it use the secret
    files.replace(
        WorkspaceFixture.SKILLS,
        "    rate_limit: 100/minute\n",
        "    secrets: [{variable: LOOKUP_KEY, hosts: [mcp.example.com]}]\n");

    assertThat(files.skill("shared/lookup").withheld()).isEmpty();
  }

  @Test
  void shouldReadSkillOfModules() {
    files.replace(WorkspaceFixture.LOOKUP, "  handlers:\n", "  runtime: wasm\n  handlers:\n");
    files.write(
        "skills/shared/lookup/handlers/find.wasm", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});

    assertThat(files.skill("shared/lookup").runtime()).isEqualTo(RuntimeKind.WASM);
    assertThat(files.handler("shared/lookup", "find").file()).hasFileName("find.wasm");
  }

  @Test
  void shouldReadSkillOfAProgram() {
    files.replace(
        WorkspaceFixture.LOOKUP,
        "  handlers:\n",
        "  command: [node, ./handlers/all.js]\n  handlers:\n");
    files.write("skills/shared/lookup/handlers/all.js", new byte[] {'/', '/'});

    Skill lookup = files.skill("shared/lookup");
    assertThat(lookup.runtime()).isEqualTo(RuntimeKind.PROCESS);
    assertThat(lookup.command()).containsExactly("node", "./handlers/all.js");
    assertThat(lookup.isPython()).isFalse();
    assertThat(files.handler("shared/lookup", "find").file()).hasFileName("config.yaml");
    assertThat(files.skill("writing").isPython()).isTrue();
  }

  @Test
  void shouldReadSkillOfTheWorkersOwn() {
    files.replace(WorkspaceFixture.LOOKUP, "  handlers:\n", "  runtime: java\n  handlers:\n");

    assertThat(files.skill("shared/lookup").runtime()).isEqualTo(RuntimeKind.JAVA);
    assertThat(files.handler("shared/lookup", "find").file()).hasFileName("config.yaml");
  }

  @Test
  void shouldReadJsonSchemaByYamlCoreSchema() {
    Handler draft = files.handler("writing", "draft");

    assertThat(draft.inputs())
        .hasToString(
            "{\"type\":\"object\",\"required\":[\"topic\"],\"properties\":"
                + "{\"topic\":{\"type\":\"string\",\"minLength\":1,\"default\":\"no\"}}}");
  }

  @Test
  void shouldOrderRulesByPriorityThenFile() {
    files.replace(WorkspaceFixture.RULES, "priority: 9", "priority: 5");

    List<RoutingRule> rules = files.workspace().rules();

    assertThat(rules)
        .extracting(RoutingRule::name)
        .containsExactly("writing", "publishing", "anything");
    assertThat(rules)
        .extracting(RoutingRule::target)
        .containsExactly(
            new Target.Agents(List.of("agent-w")),
            new Target.WorkflowId("publish"),
            new Target.SharedSkill());
    assertThat(rules.getFirst().timeout()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldReadWorkflow() {
    Workflow workflow = files.workflow("publish");

    assertThat(workflow.inputs())
        .containsExactly(entry("notes", new Input("notes", InputType.FILE, List.of(".md"), true)));
    assertThat(workflow.totalTimeout()).isEqualTo(Duration.ofHours(2));
    assertThat(workflow.steps())
        .containsExactly(
            new Step(
                "write",
                "Write it",
                null,
                List.of("agent-w"),
                1,
                null,
                List.of("notes"),
                List.of("writing"),
                "draft",
                Duration.ofMinutes(10),
                List.of(),
                Conditions.NONE),
            new Step(
                "edit",
                "edit",
                null,
                List.of("agent-e", "agent-w"),
                2,
                null,
                List.of("draft", "notes"),
                List.of("shared/lookup"),
                "article",
                null,
                List.of("write"),
                Conditions.NONE));
  }

  @Test
  void shouldReadConditionsOfSteps() throws IOException {
    files.write(
        "orchestrator/workflows/release.yaml",
        Files.readString(
            Path.of("src/test/resources/more-files/orchestrator/workflows/release.yaml")));

    List<Step> steps = files.workflow("release").steps();

    assertThat(steps)
        .extracting(Step::id, Step::agents, Step::join, Step::workflow)
        .containsExactly(
            tuple("review", List.of("agent-w", "agent-e"), 1, null),
            tuple("print", List.of(), 0, "publish"),
            tuple("announce", List.of("agent-w"), 1, null),
            tuple("withdraw", List.of("agent-w", "agent-e"), 1, null));
    assertThat(steps)
        .extracting(Step::conditions)
        .containsExactly(
            new Conditions(
                null, new ForEach("chapters", "chapter", 2), null, new OnFailure.Continue()),
            new Conditions(
                "size(reviews) > 0 && has(values.title)",
                new ForEach("reviews", "item", 4),
                new Approval(Duration.ofHours(24)),
                new OnFailure.Compensate("withdraw")),
            new Conditions(
                "steps.print != 'SKIPPED'",
                null,
                new Approval(null),
                new OnFailure.Fallback("agent-e")),
            Conditions.NONE);
  }

  @Test
  void shouldReadHowToRetry() {
    files.replace(
        WorkspaceFixture.WRITER,
        "        backoff: exponential\n",
        "        initial_delay: 500ms\n        max_delay: 5m\n        retry_on: [TIMEOUT]\n");

    assertThat(requireNonNull(files.agent("agent-w").binding("writing")).retryPolicy())
        .isEqualTo(
            new RetryPolicy(
                3,
                RetryPolicy.Backoff.EXPONENTIAL,
                Duration.ofMillis(500),
                Duration.ofMinutes(5),
                Set.of("TIMEOUT")));
  }

  @Test
  void shouldMakeWorkflowOfStepsInRule() {
    files.replace(
        WorkspaceFixture.RULES,
        "    workflow: publish\n",
        """
            workflow:
              - agent: agent-w
                step: 1
                task: Write
              - agent: agent-e
                step: 2
                task: Edit
                depends_on: [step-1]
        """);

    Workspace workspace = files.workspace();

    assertThat(workspace.rules().getFirst().target())
        .isEqualTo(new Target.WorkflowId("publishing"));
    assertThat(files.workflow("publishing").steps())
        .extracting(Step::id, Step::name, Step::dependsOn)
        .containsExactly(
            tuple("step-1", "Write", List.of()), tuple("step-2", "Edit", List.of("step-1")));
  }

  @Test
  void shouldCheckTemplateAndNotRegardItAsAgent() {
    files
        .write("agents/template/IDENTITY.md", "- Name: New\n")
        .write("agents/template/SOUL.md", "I am new.\n")
        .write("agents/template/config.yaml", "agent: {id: agent-new}\n");

    assertThat(files.problems())
        .contains("agents/template/config.yaml:1:8: \"name\" is missing [MISSING_KEY]")
        .noneMatch(problem -> problem.contains("NOT_REGISTERED"));
  }

  @Test
  void shouldLeaveOutInactiveAgent() {
    files
        .replace(WorkspaceFixture.AGENTS, "name: Editor", "name: Editor\n    status: inactive")
        .replace(WorkspaceFixture.WORKFLOW, "[agent-e, agent-w]", "[agent-w]");

    assertThat(files.workspace().agents()).containsOnlyKeys("agent-w");
  }

  @Test
  void shouldChangeVersionWithContentOnly() {
    String version = files.workspace().version();

    assertThat(version).matches("[0-9a-f]{16}");
    assertThat(files.workspace().version()).isEqualTo(version);
    files.write("skills/writing/handlers/__pycache__/draft.pyc", "cached");
    assertThat(files.workspace().version()).isEqualTo(version);
    files.write("skills/writing/handlers/helper.py", "x = 1\n");
    assertThat(files.workspace().version()).isNotEqualTo(version);
  }

  @Test
  void shouldAcceptByteOrderMarkAndWindowsLines() {
    files.write(
        "skills/writing/SKILL.md",
        "\uFEFF---\r\nname: writing\r\ndescription: Writes drafts.\r\n---\r\nIn order.\r\n");

    assertThat(files.skill("writing").description()).isEqualTo("Writes drafts.");
  }

  /** By its registries: its users may have added to what it began with. */
  @Test
  void shouldLoadTheWorkspaceOfThisRepository() throws IOException {
    Workspace workspace = RealWorkspace.load().workspace();

    assertThat(workspace.agents()).containsOnlyKeys(listed("agent-registry", "agents"));
    assertThat(workspace.skills()).containsOnlyKeys(listed("skill-registry", "skills"));
    assertThat(workspace.rules())
        .extracting(rule -> rule.name())
        .containsExactlyInAnyOrder(listed("routing-rules", "routing_rules"));
  }

  /** The ids of a registry, or the names of the rules; without inactive agents. */
  private static String[] listed(String file, String key) throws IOException {
    Path path = RealWorkspace.ROOT.resolve("orchestrator/" + file + ".yaml");
    Map<String, List<Map<String, String>>> registry = new Yaml().load(Files.readString(path));
    return requireNonNull(registry.get(key)).stream()
        .filter(entry -> !"inactive".equals(entry.get("status")))
        .map(entry -> entry.getOrDefault("id", entry.get("name")))
        .toArray(String[]::new);
  }
}
