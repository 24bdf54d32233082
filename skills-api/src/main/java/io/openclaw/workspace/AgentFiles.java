package io.openclaw.workspace;

import io.openclaw.workspace.AgentFolder.Binding;
import io.openclaw.workspace.AgentFolder.Config;
import io.openclaw.workspace.ModelSettings.Thinking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code agents/<folder>/}: config.yaml, IDENTITY.md and SOUL.md. */
final class AgentFiles {
  /** To be copied; checked as a folder, and no agent. */
  private static final String TEMPLATE = "template";

  private static final String LATEST = "latest";

  private static final Scalar<Thinking> THINKING = Scalar.oneOf(Thinking.class, Thinking.NONE);

  private AgentFiles() {}

  static Found<AgentFolder> read(WorkspaceFiles files) {
    List<AgentFolder> agents = new ArrayList<>();
    boolean complete = true;
    for (String folder : files.folders("agents")) {
      AgentFolder agent = agent(files, folder);
      if (agent == null || !agent.config().id().isGiven()) {
        complete = false;
      } else if (!folder.equals(TEMPLATE)) {
        agents.add(agent);
      }
    }
    return new Found<>(agents, complete);
  }

  private static @Nullable AgentFolder agent(WorkspaceFiles files, String folder) {
    String path = "agents/" + folder + "/";
    String identity = files.text(path + "IDENTITY.md");
    String soul = files.text(path + "SOUL.md");
    Config config = YamlFile.read(files, path + "config.yaml", AgentFiles::config);
    return config == null
        ? null
        : new AgentFolder(
            folder,
            config,
            IdentityFile.parse(path + "IDENTITY.md", identity == null ? "" : identity),
            soul == null ? "" : soul);
  }

  private static Config config(YamlMap root) {
    YamlMap agent = root.map("agent");
    if (agent == null) {
      Name none = new Name("", root.at());
      return new Config(none, none, "", model(null), Permissions.NONE, List.of());
    }
    checkTheRest(agent);
    return new Config(
        agent.name("id"),
        agent.name("name"),
        agent.get("description", Scalar.TEXT),
        model(agent.map("model")),
        PermissionList.read(agent.findMaps("permissions")),
        agent.findMaps("skills").stream().map(AgentFiles::binding).toList());
  }

  private static ModelSettings model(@Nullable YamlMap model) {
    return model == null
        ? new ModelSettings("", "", LATEST, 0, 1, Thinking.NONE)
        : new ModelSettings(
            model.get("provider", Scalar.TEXT),
            model.get("name", Scalar.TEXT),
            model.get("version", Scalar.TEXT, LATEST),
            model.get("temperature", Scalar.number(0, 2)),
            model.get("max_tokens", Scalar.integer(1, Integer.MAX_VALUE)),
            model.get("thinking", THINKING, Thinking.NONE));
  }

  private static Binding binding(YamlMap entry) {
    Name skill = entry.name("skill_id");
    Name version = entry.findName("version");
    YamlMap retry = entry.findMap("retry_policy");
    int maxRetries = 0;
    if (retry != null) {
      maxRetries = retry.get("max_retries", Scalar.integer(0, 100));
      retry.find("backoff", Scalar.oneOf("exponential"));
    }
    return new Binding(
        skill,
        version == null || version.value().equals(LATEST) ? null : version,
        new SkillBinding(
            skill.value(),
            version == null ? LATEST : version.value(),
            entry.find("timeout", Units.DURATION),
            maxRetries));
  }

  /** Settings without a component in {@link Agent}: they have to be right and are not kept. */
  private static void checkTheRest(YamlMap agent) {
    agent.within(
        "memory",
        memory -> {
          memory.find("type", Scalar.oneOf("persistent", "session"));
          memory.find("ttl", Units.DURATION);
          memory.within(
              "storage",
              storage -> {
                storage.find("backend", Scalar.oneOf("postgresql"));
                storage.find("connection_string", Scalar.TEXT);
              });
        });
    agent.within(
        "rate_limits",
        limits -> {
          Scalar<Integer> count = Scalar.integer(1, Integer.MAX_VALUE);
          limits.find("requests_per_minute", count);
          limits.find("tokens_per_day", count);
          limits.find("concurrent_sessions", count);
        });
    agent.within(
        "monitoring",
        monitoring -> {
          monitoring.find("enabled", Scalar.FLAG);
          monitoring.find("metrics_enabled", Scalar.FLAG);
          monitoring.find("tracing_enabled", Scalar.FLAG);
          monitoring.find("log_level", Scalar.oneOf("TRACE", "DEBUG", "INFO", "WARN", "ERROR"));
        });
  }
}
