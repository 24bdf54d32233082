package io.openclaw.orchestrator.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.event.EventJson;
import io.openclaw.orchestrator.route.Datasets;
import io.openclaw.orchestrator.route.Planner;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** The objects that are made once and are no beans of their own. */
@Dependent
class Provider {
  private static final Logger LOG = Logger.getLogger(Provider.class);

  /** As it lies in the folder at the start; without a sound one the orchestrator does not start. */
  @Produces
  @Singleton
  Workspace workspace(OrchestratorConfig config) {
    Path root = Path.of(config.workspace()).toAbsolutePath().normalize();
    return switch (WorkspaceLoader.load(root)) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> {
        for (WorkspaceProblem problem : invalid.problems()) {
          LOG.errorf("Workspace problem %s", problem);
        }
        throw new ConfigurationException(
            "The orchestrator does not start: workspace %s has %d problem(s), the first is %s"
                .formatted(root, invalid.problems().size(), invalid.problems().getFirst()));
      }
    };
  }

  @Produces
  @Singleton
  Planner planner(Workspace workspace) {
    return new Planner(workspace, Datasets.in(workspace.root()));
  }

  /** In milliseconds, which every store and wire format keeps exactly. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  /** The HTTP endpoints speak the same JSON as the events. */
  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return EventJson.mapper();
  }
}
