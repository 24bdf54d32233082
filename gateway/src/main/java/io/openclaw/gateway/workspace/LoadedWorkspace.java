package io.openclaw.gateway.workspace;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.LoadResult.Invalid;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.LiveWorkspace;
import io.openclaw.workspace.live.Reload;
import io.openclaw.workspace.live.TimelyLook;
import io.openclaw.workspace.live.WorkspaceWatch;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The workspace as the gateway shows it. Follows the folder's edits, as long as they are sound;
 * where the folder is not sound at the start, begins with what the orchestrator has in force.
 */
@Startup(Interceptor.Priority.PLATFORM_BEFORE + 10)
@ApplicationScoped
public class LoadedWorkspace {
  private static final Logger LOG = Logger.getLogger(LoadedWorkspace.class);

  private final LiveWorkspace live;
  private final Clock clock = Clock.systemUTC();
  private final @Nullable WorkspaceWatch watch;
  private final @Nullable TimelyLook look;

  LoadedWorkspace(GatewayConfig config, VersionInForce inForce) {
    Path root = config.workspace().toAbsolutePath().normalize();
    this.live =
        switch (WorkspaceLoader.load(root)) {
          case Loaded sound -> follow(root, sound);
          case Invalid(List<WorkspaceProblem> problems) -> beginUnsound(root, problems, inForce);
        };
    this.watch = config.workspaceWatch() ? WorkspaceWatch.begin(live) : null;
    this.look = config.workspaceWatch() ? new TimelyLook(live, clock) : null;
    Workspace workspace = live.current();
    LOG.infof(
        "workspace loaded version=%s agents=%d skills=%d",
        workspace.version(), workspace.agents().size(), workspace.skills().size());
  }

  public Workspace get() {
    return live.current();
  }

  /** Null where there is none, nor in what was saved until now; blocks while it looks for that. */
  public @Nullable Agent agent(String id) {
    if (look != null && get().agent(id) == null) {
      look.seeEditsBefore(clock.instant());
    }
    return get().agent(id);
  }

  /** Reads the folder now; blocks. */
  void refresh() {
    Reload _ = live.refresh();
  }

  void end(@Observes ShutdownEvent event) {
    if (watch != null) {
      watch.close();
    }
  }

  private static LiveWorkspace follow(Path root, Loaded loaded) {
    return new LiveWorkspace(root, loaded, Clock.systemUTC(), version -> {}, LoadedWorkspace::tell);
  }

  private static LiveWorkspace beginUnsound(
      Path root, List<WorkspaceProblem> problems, VersionInForce inForce) {
    LOG.error("workspace not sound; the start needs the version in force, of the orchestrator");
    Loaded version = inForce.of(root);
    if (version == null) {
      throw new ConfigurationException(message(root, problems));
    }
    LiveWorkspace begun = follow(root, version);
    // To say what is wrong, as of any other edit.
    Reload _ = begun.refresh();
    return begun;
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

  /** The orchestrator says what is wrong with an edit; once is enough. */
  private static void tell(Reload reload) {
    switch (reload) {
      case Reload.Applied(String version) -> LOG.infof("workspace reloaded version=%s", version);
      case Reload.Unchanged(String version) ->
          LOG.infof("workspace sound again version=%s", version);
      case Reload.Postponed(String reason) ->
          LOG.warnf("workspace not reloaded yet reason=\"%s\"", reason);
      case Reload.Refused(List<WorkspaceProblem> problems) ->
          LOG.errorf(
              "workspace edit refused problems=%d first=\"%s\"",
              problems.size(), problems.getFirst());
    }
  }
}
