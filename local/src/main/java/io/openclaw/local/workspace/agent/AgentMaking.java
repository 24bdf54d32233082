package io.openclaw.local.workspace.agent;

import io.openclaw.local.workspace.EditedFile;
import io.openclaw.local.workspace.change.NewFolder;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.WorkspaceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** The change that adds an agent: its folder, and its entry in the registry. */
public final class AgentMaking {
  private AgentMaking() {}

  public static WorkspaceChange change(Path root, AgentTemplate template, NewAgent agent)
      throws RefusedException, IOException {
    EditedFile registry = registered(root, agent);
    return new WorkspaceChange(
        List.of(new NewFolder(agent.path(), template.files(agent))), List.of(registry.edit()));
  }

  /** The registry with the agent in it. */
  public static EditedFile registered(Path root, NewAgent agent)
      throws RefusedException, IOException {
    if (Files.exists(root.resolve(agent.path()), LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(agent.path() + " is there already; choose another name");
    }
    EditedFile registry = EditedFile.open(root, EditedFile.AGENTS);
    if (registry.yaml().words("agents", "id").contains(agent.id())) {
      throw new RefusedException(
          "the id %s is taken, in %s; choose another".formatted(agent.id(), EditedFile.AGENTS));
    }
    if (registry.yaml().words("agents", "name").stream().anyMatch(agent.name()::equalsIgnoreCase)) {
      // Nothing else tells them apart for people.
      throw new RefusedException(
          "the name %s is taken, in %s; choose another".formatted(agent.name(), EditedFile.AGENTS));
    }
    registry.add(agent.entry(), "agents");
    return registry;
  }
}
