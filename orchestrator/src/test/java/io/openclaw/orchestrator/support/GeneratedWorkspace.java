package io.openclaw.orchestrator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a random sound workspace: any number of agents, skills, rules and workflows, with or
 * without whatever may be left out, in any notation. The same size and seed give the same files.
 */
public final class GeneratedWorkspace {
  private static final List<String> PATTERNS =
      List.of(
          ".*",
          "(?i)\\bwrite\\b",
          "写|撰写",
          "^$",
          "[a-z]+",
          "(a|b)+c?",
          "\\d{3,5}",
          "x*",
          "\\p{Han}");
  private static final List<String> TIMES = List.of("30", "500ms", "45s", "5m", "1h", "2d", "365d");
  private static final List<String> SHORT_TIMES = List.of("1", "500ms", "10s");

  private final Random random;
  private final Map<String, String> files = new TreeMap<>();
  private final List<Agent> agents;
  private final List<Skill> skills;
  private final List<String> workflows = new ArrayList<>();

  /** Steps that were written so far come in flows; of the one under way, the steps' outputs. */
  private int flows;

  private final Map<Integer, String> handedOn = new TreeMap<>();

  /** How much there is of it. */
  public record Size(int agents, int skills, int rules, int workflows, int steps) {}

  /**
   * @param tools the skills that its model is offered; null: all
   */
  private record Agent(String id, String folder, List<Skill> bound, @Nullable List<Skill> tools) {
    boolean mayUse(Skill skill) {
      return (skill.owner() == null || bound.contains(skill))
          && (tools == null || tools.contains(skill));
    }
  }

  /**
   * @param owner null: public
   */
  private record Skill(String id, @Nullable String owner, List<String> handlers) {}

  private GeneratedWorkspace(Size size, Random random) {
    this.random = random;
    this.skills = IntStream.range(0, size.skills()).mapToObj(i -> skill(i, size.agents())).toList();
    this.agents = IntStream.range(0, size.agents()).mapToObj(this::agent).toList();
    skills.forEach(this::writeSkill);
    agents.forEach(this::writeAgent);
    writeAgentRegistry();
    writeSkillRegistry();
    for (int i = 0; i < size.workflows() && !agents.isEmpty(); i++) {
      writeWorkflow("flow-" + i, 1 + random.nextInt(size.steps()));
    }
    writeRules(size.rules(), size.steps());
    if (random.nextBoolean()) {
      files.put(
          "orchestrator/load-balancer.yaml",
          "load_balancer: {strategy: %s, max_concurrent_steps: %d}\n"
              .formatted(
                  pick(List.of("least_busy", "round_robin", "task_affinity")),
                  1 + random.nextInt(1000)));
    }
  }

  /** Its files, by path. */
  public static Map<String, String> files(Size size, long seed) {
    return Map.copyOf(new GeneratedWorkspace(size, new Random(seed)).files);
  }

  public static void write(Map<String, String> files, Path root) {
    files.forEach((file, text) -> {
      try {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  private Skill skill(int number, int agents) {
    boolean isPrivate = agents > 0 && random.nextInt(3) == 0;
    String id = pick(List.of("skill-", "shared/skill-", "a/b/skill-")) + number;
    List<String> handlers =
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> "handler_" + i).toList();
    return new Skill(id, isPrivate ? "folder-" + random.nextInt(agents) : null, handlers);
  }

  private Agent agent(int number) {
    String folder = "folder-" + number;
    List<Skill> bound =
        skills.stream()
            .filter(skill -> folder.equals(skill.owner()) || skill.owner() == null)
            .filter(_ -> random.nextBoolean())
            .toList();
    List<Skill> usable =
        skills.stream().filter(skill -> skill.owner() == null || bound.contains(skill)).toList();
    List<Skill> tools =
        random.nextInt(3) == 0 ? usable.stream().filter(_ -> random.nextBoolean()).toList() : null;
    return new Agent(pick(List.of("agent-", "A_", "a.b-")) + number, folder, bound, tools);
  }

  private void writeSkill(Skill skill) {
    String folder = "skills/" + skill.id() + "/";
    files.put(
        folder + "SKILL.md",
        "---\nname: %s\ndescription: Does things.\n%s---\n\nHow to use it.\n"
            .formatted(
                skill.id().substring(skill.id().lastIndexOf('/') + 1),
                maybe("disable-model-invocation: true\n")));
    StringBuilder config =
        new StringBuilder("skill:\n  id: %s\n  version: 1.0.0\n  handlers:".formatted(skill.id()));
    config.append(skill.handlers().isEmpty() ? " []\n" : "\n");
    for (String handler : skill.handlers()) {
      config
          .append("    - name: %s\n      description: Does a thing\n".formatted(handler))
          .append(maybe("      match: '%s'\n".formatted(pick(PATTERNS))))
          .append(maybe("      produces: %s_output\n".formatted(handler)))
          .append(maybe("      timeout: %s\n".formatted(pick(TIMES))))
          .append(maybe("      inputs: {type: object, properties: {request: {type: string}}}\n"));
      files.put(folder + "handlers/" + handler + ".py", "def run(inputs, context):\n  return {}\n");
    }
    files.put(folder + "config.yaml", config.toString());
  }

  private void writeAgent(Agent agent) {
    String folder = "agents/" + agent.folder() + "/";
    files.put(folder + "IDENTITY.md", "- Name: Somebody\n" + maybe("- Emoji: 🚀\n"));
    files.put(folder + "SOUL.md", "I am " + agent.id() + ".\n");
    StringBuilder config =
        new StringBuilder(
            """
            agent:
              id: %s
              name: 名字 %1$s
              description: Does things
              model: {provider: anthropic, name: claude-opus, temperature: %s, max_tokens: 100}
            """
                .formatted(agent.id(), pick(List.of("0", "0.3", "2"))));
    config.append(maybe("  permissions: [{file_access: true, paths: [/workspace/models]}]\n"));
    config.append(maybe("  rate_limits: {requests_per_minute: 10}\n"));
    if (!agent.bound().isEmpty()) {
      config.append("  skills:\n");
    }
    for (Skill skill : agent.bound()) {
      config
          .append("    - skill_id: %s\n".formatted(skill.id()))
          .append(maybe("      version: %s\n".formatted(pick(List.of("latest", "1.0.0")))))
          .append(maybe("      timeout: %s\n".formatted(pick(TIMES))))
          .append(maybe("      retry_policy: {%s}\n".formatted(retry())));
    }
    files.put(folder + "config.yaml", config.toString());
    List<Skill> tools = agent.tools();
    if (tools != null) {
      String list =
          String.join(", ", tools.stream().map(t -> "{\"skill\": \"" + t.id() + "\"}").toList());
      files.put(folder + "tools-config.json", "{\"tools\": [" + list + "]}\n");
    }
  }

  private String retry() {
    return "max_retries: %d".formatted(random.nextInt(101))
        + maybe(", initial_delay: %s".formatted(pick(SHORT_TIMES)))
        + maybe(", max_delay: %s".formatted(pick(List.of("30", "5m", "365d"))))
        + maybe(", retry_on: [TIMEOUT, HTTP_STATUS]");
  }

  private void writeAgentRegistry() {
    StringBuilder registry = new StringBuilder(agents.isEmpty() ? "agents: []\n" : "agents:\n");
    for (Agent agent : agents) {
      registry
          .append("  - id: %s\n    name: 名字 %1$s\n".formatted(agent.id()))
          .append(maybe("    replicas: %d\n".formatted(random.nextInt(1001))))
          .append(maybe("    domains: [things, 东西]\n"))
          .append(maybe("    slo: {availability: 99.9%, throughput: 5req/s}\n"))
          .append(maybe("    resources: {requests: {cpu: 500m, memory: 512M}}\n"));
    }
    files.put("orchestrator/agent-registry.yaml", registry.toString());
  }

  private void writeSkillRegistry() {
    StringBuilder registry = new StringBuilder(skills.isEmpty() ? "skills: []\n" : "skills:\n");
    for (Skill skill : skills) {
      String owner = skill.owner();
      registry
          .append("  - id: %s\n    name: Skill\n    version: 1.0.0\n".formatted(skill.id()))
          .append("    owner: %s\n".formatted(owner == null ? "system" : owner))
          .append("    visibility: %s\n".formatted(owner == null ? "public" : "private"))
          .append(maybe("    location: /workspace/skills/%s/\n".formatted(skill.id())))
          .append(maybe("    rate_limit: 7/day\n"))
          .append(maybe("    resource_requirements: {timeout: %s}\n".formatted(pick(TIMES))))
          .append(maybe("    handlers: [%s]\n".formatted(String.join(", ", skill.handlers()))));
    }
    files.put("orchestrator/skill-registry.yaml", registry.toString());
  }

  private void writeWorkflow(String id, int steps) {
    boolean declares = random.nextBoolean();
    String inputs =
        """
        inputs:
          data: {type: file, accepts: [.csv], required: %s}
          words: {type: text}
          list: {type: list}
        """
            .formatted(random.nextInt(4) == 0);
    files.put(
        "orchestrator/workflows/" + id + (random.nextBoolean() ? ".yaml" : ".yml"),
        "workflow: %s\n%ssteps:\n%s%s"
            .formatted(
                id,
                declares ? inputs : "",
                steps("  ", steps, declares),
                maybe("total_timeout: 1h\n")));
    workflows.add(id);
  }

  /**
   * Steps that wait for any of those before them, written in any order, and perhaps one that undoes
   * what they have done.
   */
  private String steps(String indent, int count, boolean declares) {
    boolean undoes = random.nextInt(3) == 0;
    flows++;
    handedOn.clear();
    List<List<Integer>> before = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> waitsFor =
          IntStream.range(0, i).filter(_ -> random.nextInt(3) == 0).boxed().toList();
      before.add(waitsFor);
      String step =
          workflows.isEmpty() || random.nextInt(6) > 0
              ? stepOfAgents(indent, i, before, declares, undoes)
              : stepOfWorkflow(indent, i, before, declares, undoes);
      written.add(random.nextInt(written.size() + 1), step);
    }
    if (undoes) {
      written.add(
          random.nextInt(written.size() + 1),
          "%s- {id: 撤销, agent: %s}\n".formatted(indent, pick(agents).id()));
    }
    return String.join("", written);
  }

  private String stepOfAgents(
      String indent, int number, List<List<Integer>> before, boolean declares, boolean undoes) {
    List<Agent> doers = agents.stream().filter(_ -> random.nextInt(3) == 0).toList();
    doers = doers.isEmpty() ? List.of(pick(agents)) : doers;
    List<Agent> others = new ArrayList<>(agents);
    others.removeAll(doers);
    Agent fallback = others.isEmpty() || random.nextBoolean() ? null : pick(others);
    List<Agent> users = new ArrayList<>(doers);
    if (fallback != null) {
      users.add(fallback);
    }
    List<String> inputs =
        new ArrayList<>(declares ? List.of("data", "words") : List.of("anything"));
    outputs(before.get(number)).forEach(inputs::add);
    List<String> usable = new ArrayList<>();
    for (Skill skill : skills) {
      if (users.stream().allMatch(agent -> agent.mayUse(skill)) && random.nextBoolean()) {
        usable.add(skill.id());
      }
    }
    String output = "output_%d_%d".formatted(flows, number);
    handedOn.put(number, output);
    String join = pick(List.of("all", "any", "" + (1 + random.nextInt(doers.size()))));
    return head(indent, number, before)
        + indent
        + "  agents: [%s]\n".formatted(String.join(", ", doers.stream().map(Agent::id).toList()))
        + maybe(indent + "  join: %s\n".formatted(join))
        + maybe(indent + "  inputs: [%s]\n".formatted(String.join(", ", inputs)))
        + maybe(indent + "  skills: [%s]\n".formatted(String.join(", ", usable)))
        + maybe(indent + "  timeout: %s\n".formatted(pick(SHORT_TIMES)))
        + indent
        + "  expected_output: %s\n".formatted(output)
        + conditions(indent, before.get(number), declares, onFailure(fallback, undoes));
  }

  private String stepOfWorkflow(
      String indent, int number, List<List<Integer>> before, boolean declares, boolean undoes) {
    return head(indent, number, before)
        + indent
        + "  workflow: %s\n".formatted(pick(workflows))
        + indent
        + "  inputs: [data]\n"
        + maybe(indent + "  timeout: %s\n".formatted(pick(SHORT_TIMES)))
        + conditions(indent, before.get(number), declares, onFailure(null, undoes));
  }

  private String head(String indent, int number, List<List<Integer>> before) {
    List<String> waitsFor =
        before.get(number).stream().map(earlier -> "step-" + (earlier + 1)).toList();
    return indent
        + (random.nextBoolean() ? "- id: step-%d\n" : "- step: %d\n").formatted(number + 1)
        + maybe(indent + "  name: 步骤\n")
        + indent
        + "  depends_on: [%s]\n".formatted(String.join(", ", waitsFor));
  }

  private String conditions(
      String indent, List<Integer> before, boolean declares, String onFailure) {
    List<String> lists = new ArrayList<>(declares ? List.of("list") : List.of("anything"));
    List<String> conditions = new ArrayList<>(List.of("true", "has(values.x) || size(steps) > 1"));
    for (String output : outputs(before)) {
      lists.add(output);
      conditions.add(output + ".score > 0.5");
    }
    return maybe(indent + "  when: '%s'\n".formatted(pick(conditions)))
        + maybe(
            indent
                + "  for_each: %s\n"
                    .formatted(
                        pick(List.of("%s", "{in: %s, as: 元素}", "{in: %s, max_concurrent: 100}"))
                            .formatted(pick(lists))))
        + maybe(indent + "  approval: %s\n".formatted(pick(List.of("required", "{expires: 1h}"))))
        + maybe(indent + "  on_failure: %s\n".formatted(onFailure));
  }

  private String onFailure(@Nullable Agent fallback, boolean undoes) {
    List<String> choices = new ArrayList<>(List.of("fail", "continue"));
    if (fallback != null) {
      choices.add("{fallback: %s}".formatted(fallback.id()));
    }
    if (undoes) {
      choices.add("{compensate: 撤销}");
    }
    return pick(choices);
  }

  private List<String> outputs(List<Integer> steps) {
    return steps.stream().filter(handedOn::containsKey).map(handedOn::get).toList();
  }

  private void writeRules(int count, int steps) {
    StringBuilder rules =
        new StringBuilder(count == 0 ? "routing_rules: []\n" : "routing_rules:\n");
    for (int i = 0; i < count; i++) {
      rules
          .append("  - name: rule-%d\n    pattern: '%s'\n".formatted(i, pick(PATTERNS)))
          .append("    priority: %d\n".formatted(random.nextInt(5) - 2))
          .append(target(steps))
          .append(maybe("    timeout: %s\n".formatted(pick(List.of("1h", "365d")))));
    }
    files.put("orchestrator/routing-rules.yaml", rules.toString());
  }

  private String target(int steps) {
    return switch (agents.isEmpty() ? 3 : random.nextInt(4)) {
      case 0 ->
          "    agents: [%s]\n"
              .formatted(String.join(", ", agents.stream().map(Agent::id).toList()));
      case 1 -> "    workflow:\n" + steps("      ", 1 + random.nextInt(steps), false);
      case 2 ->
          workflows.isEmpty()
              ? "    agents: %s\n".formatted(pick(agents).id())
              : "    workflow: %s\n".formatted(pick(workflows));
      default -> "    agents: null\n";
    };
  }

  private String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
