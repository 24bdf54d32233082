package io.openclaw.worker;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The workspace, read once at the start. The worker does not start on an invalid one. */
@Dependent
final class WorkspaceProducer {
  private static final Logger LOG = Logger.getLogger(WorkspaceProducer.class);
  private static final String EVERY = "*";

  @Produces
  @Singleton
  Workspace workspace(WorkerConfig config) {
    return switch (WorkspaceLoader.load(config.workspace())) {
      case LoadResult.Loaded loaded -> {
        Workspace workspace = loaded.workspace();
        LOG.infof(
            "Workspace read. version=%s agents=%d skills=%d root=%s",
            workspace.version(),
            workspace.agents().size(),
            workspace.skills().size(),
            workspace.root());
        yield workspace;
      }
      case LoadResult.Invalid(List<WorkspaceProblem> problems) -> {
        problems.forEach(problem -> LOG.error(problem.toString()));
        throw refusal(
            "The workspace "
                + config.workspace().toAbsolutePath().normalize()
                + " is invalid: "
                + problems.getFirst()
                + (problems.size() > 1 ? " and " + (problems.size() - 1) + " more" : "")
                + ". The worker does not start.");
      }
    };
  }

  @Produces
  @Singleton
  ServedSkills served(Workspace workspace, WorkerConfig config) {
    List<String> ids = config.worker().agents();
    if (ids.contains(EVERY)) {
      return ServedSkills.of(workspace, List.copyOf(workspace.agents().values()));
    }
    List<Agent> agents =
        ids.stream().flatMap(id -> Optional.ofNullable(workspace.agent(id)).stream()).toList();
    if (agents.size() < ids.size()) {
      throw refusal(
          "AGENT_ID is "
              + String.join(",", ids)
              + ", and the workspace has only "
              + String.join(",", workspace.agents().keySet())
              + ". The worker does not start.");
    }
    return ServedSkills.of(workspace, agents);
  }

  /** Quarkus prints the message of this one and nothing else. */
  private static ConfigurationException refusal(String message) {
    return new ConfigurationException(message);
  }
}
