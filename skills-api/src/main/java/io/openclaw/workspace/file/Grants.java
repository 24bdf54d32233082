package io.openclaw.workspace.file;

import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that an agent's {@code permissions:} grant, with the places where.
 *
 * @param gpus at the most
 */
public record Grants(int gpus, Place gpusAt, List<Name> paths, List<Name> endpoints) {

  static Grants of(YamlMap agent, List<GrantEntry> entries) {
    Set<String> kinds = new HashSet<>();
    for (GrantEntry entry : entries) {
      for (Name kind : entry.kinds()) {
        if (!kinds.add(kind.value())) {
          agent.problem(
              kind.at(),
              ProblemCode.DUPLICATE_KEY,
              kind + " is there already, in another entry; make one of both");
        }
      }
    }
    GrantEntry gpus = entries.stream().filter(entry -> entry.gpus() > 0).findFirst().orElse(null);
    return new Grants(
        gpus == null ? 0 : gpus.gpus(),
        gpus == null ? agent.at() : gpus.gpusAt(),
        entries.stream().flatMap(entry -> entry.paths().stream()).toList(),
        entries.stream().flatMap(entry -> entry.endpoints().stream()).toList());
  }

  public Permissions permissions() {
    return new Permissions(
        gpus,
        paths.stream().map(Name::value).toList(),
        endpoints.stream().map(Name::value).toList());
  }
}
