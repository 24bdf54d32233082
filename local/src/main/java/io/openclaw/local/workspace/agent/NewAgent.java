package io.openclaw.local.workspace.agent;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.workspace.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent that is to be registered.
 *
 * @param folder its name below agents/
 * @param version as its IDENTITY.md has it
 */
public record NewAgent(
    String folder, String id, String name, String version, List<String> domains) {
  public NewAgent {
    requireNonNull(folder, "folder is null");
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    domains = List.copyOf(domains);
  }

  /** The id of an agent for which none was chosen. */
  public static String defaultId(String folder) {
    return "agent-" + folder;
  }

  public String path() {
    return "agents/" + folder;
  }

  /** Its lines in the agent registry. */
  public List<String> entry() {
    List<String> lines = new ArrayList<>();
    lines.add("- id: " + YamlScalar.of(id));
    lines.add("  name: " + YamlScalar.of(name));
    lines.add("  status: active");
    lines.add("  version: " + YamlScalar.of(version));
    lines.add("  replicas: 1");
    if (!domains.isEmpty()) {
      lines.add("  domains:");
      domains.forEach(domain -> lines.add("    - " + YamlScalar.of(domain)));
    }
    return lines;
  }
}
