package io.openclaw.gateway.workspace;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The workspace as it was when the gateway started; an unsound one ends the start. */
@Startup(Interceptor.Priority.PLATFORM_BEFORE + 10)
@ApplicationScoped
public class LoadedWorkspace {
  private static final Logger LOG = Logger.getLogger(LoadedWorkspace.class);

  private final Workspace workspace;

  LoadedWorkspace(GatewayConfig config) {
    Path root = config.workspace().toAbsolutePath().normalize();
    this.workspace =
        switch (WorkspaceLoader.load(root)) {
          case LoadResult.Loaded loaded -> loaded.workspace();
          case LoadResult.Invalid invalid ->
              throw new ConfigurationException(message(root, invalid.problems()));
        };
    LOG.infof(
        "workspace loaded version=%s agents=%d skills=%d",
        workspace.version(), workspace.agents().size(), workspace.skills().size());
  }

  public Workspace get() {
    return workspace;
  }

  private static String message(Path root, List<WorkspaceProblem> problems) {
    return problems.stream()
        .map(WorkspaceProblem::toString)
        .collect(
            Collectors.joining(
                "\n  ",
                "The gateway does not start: the workspace " + root + " has errors:\n  ",
                ""));
  }
}
