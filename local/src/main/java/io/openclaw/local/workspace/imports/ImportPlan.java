package io.openclaw.local.workspace.imports;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.workspace.change.WorkspaceChange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import will do.
 *
 * @param agentId of the agent that is made; null where there are skills alone
 * @param origins for each folder that is made, where it comes from
 * @param report all of it for people
 */
public record ImportPlan(
    WorkspaceChange change,
    @Nullable String agentId,
    Map<String, String> origins,
    List<String> report) {
  public ImportPlan {
    requireNonNull(change, "change is null");
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
    report = List.copyOf(report);
  }

  /** A file that is made, by the name that it has in the source. */
  public String origin(String file) {
    for (Map.Entry<String, String> folder : origins.entrySet()) {
      if (file.startsWith(folder.getKey() + "/")) {
        String rest = file.substring(folder.getKey().length() + 1);
        return folder.getValue().isEmpty() ? rest : folder.getValue() + "/" + rest;
      }
    }
    return file;
  }
}
