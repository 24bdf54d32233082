package io.openclaw.worker.workspace;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.LoadBalancing;
import io.openclaw.workspace.LoadResult.Invalid;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.LiveWorkspace;
import io.openclaw.workspace.live.Reload;
import io.openclaw.workspace.live.WorkspaceSnapshots;
import io.openclaw.workspace.live.WorkspaceWatch;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of this worker. A step is done with the version that its task was planned by: from
 * a copy of that version's files, which no edit touches.
 */
@Singleton
public class WorkerWorkspace implements WorkspaceVersions {
  private static final Logger LOG = Logger.getLogger(WorkerWorkspace.class);
  private static final String EVERY = "*";

  /** As long as the orchestrator keeps a version that no unfinished task has. */
  private static final Duration UNUSED_KEPT = Duration.ofDays(7);

  private final Path root;
  private final WorkerConfig config;
  private final WorkspaceSnapshots snapshots;
  private final VersionInForce inForce;
  private final Clock clock;
  private volatile @Nullable ServedSkills served;
  private volatile @Nullable LoadBalancing balancing;
  private @Nullable WorkspaceWatch watch;

  WorkerWorkspace(WorkerConfig config, Clock clock) {
    this.root = config.workspace().toAbsolutePath().normalize();
    this.config = config;
    OrchestratorArchives orchestrator = orchestrator(config);
    this.snapshots =
        new WorkspaceSnapshots(
            config.cache().resolve("workspaces"),
            root,
            orchestrator == null ? version -> null : orchestrator);
    this.inForce = new VersionInForce(orchestrator, snapshots, config.workspacePatience());
    this.clock = clock;
  }

  /**
   * Reads the folder, and follows it from then on. Where it is not sound, begins with the version
   * in force.
   *
   * @param onChange is told what the worker serves, now and after each edit
   * @throws ConfigurationException where there is no such version either
   */
  public void begin(Consumer<ServedSkills> onChange) {
    LiveWorkspace live =
        switch (WorkspaceLoader.load(root)) {
          case Loaded sound -> beginWith(sound, onChange);
          case Invalid(List<WorkspaceProblem> problems) -> beginUnsound(problems, onChange);
        };
    if (config.workspaceWatch()) {
      watch = WorkspaceWatch.begin(live);
    }
  }

  private LiveWorkspace beginUnsound(
      List<WorkspaceProblem> problems, Consumer<ServedSkills> onChange) {
    LiveWorkspace live = beginWith(versionInForce(problems), onChange);
    // To say what is wrong, as of any other edit.
    Reload _ = live.refresh();
    return live;
  }

  private LiveWorkspace beginWith(Loaded loaded, Consumer<ServedSkills> onChange) {
    try {
      take(loaded, onChange);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
    LOG.infof(
        "Workspace read. version=%s agents=%d skills=%d root=%s",
        loaded.workspace().version(),
        loaded.workspace().agents().size(),
        loaded.workspace().skills().size(),
        root);
    return new LiveWorkspace(
        root, loaded, clock, edited -> take(edited, onChange), WorkerWorkspace::tell);
  }

  public void end() {
    if (watch != null) {
      watch.close();
    }
  }

  /** By the version in force. */
  public ServedSkills served() {
    return requireNonNull(served, "not begun");
  }

  /** By the version in force. */
  public LoadBalancing loadBalancing() {
    return requireNonNull(balancing, "not begun");
  }

  @Override
  public @Nullable Workspace find(String version) throws IOException, InterruptedException {
    return snapshots.find(version);
  }

  /** Where there is no folder, something else is wrong than an edit. */
  private Loaded versionInForce(List<WorkspaceProblem> problems) {
    LOG.error("The workspace is not sound; the start needs the version in force.");
    Loaded version = Files.isDirectory(root) ? inForce.find() : null;
    if (version != null) {
      return version;
    }
    problems.forEach(problem -> LOG.error(problem.toString()));
    throw refusal(
        "The workspace "
            + root
            + " is invalid: "
            + problems.getFirst()
            + (problems.size() > 1 ? " and " + (problems.size() - 1) + " more" : "")
            + ".");
  }

  private void take(Loaded loaded, Consumer<ServedSkills> onChange) {
    try {
      loaded.warnings().forEach(warning -> LOG.warn("The workspace has a warning: " + warning));
      Workspace workspace = snapshots.keep(loaded.content());
      ServedSkills skills = served(workspace);
      served = skills;
      balancing = workspace.loadBalancing();
      snapshots.forget(UNUSED_KEPT, List.of(workspace.version()));
      onChange.accept(skills);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a copy of the workspace: " + e, e);
    }
  }

  private ServedSkills served(Workspace workspace) {
    List<String> ids = config.worker().agents();
    if (ids.contains(EVERY)) {
      return ServedSkills.of(workspace, List.copyOf(workspace.agents().values()));
    }
    List<Agent> agents =
        ids.stream().flatMap(id -> Optional.ofNullable(workspace.agent(id)).stream()).toList();
    if (agents.size() < ids.size()) {
      throw new IllegalStateException(
          "AGENT_ID is "
              + String.join(",", ids)
              + ", and the workspace has only "
              + String.join(",", workspace.agents().keySet())
              + ".");
    }
    return ServedSkills.of(workspace, agents);
  }

  /** Quarkus prints the message of this one and nothing else. */
  private static ConfigurationException refusal(String message) {
    return new ConfigurationException(message + " The worker does not start.");
  }

  private static void tell(Reload reload) {
    switch (reload) {
      case Reload.Unchanged(String version) ->
          LOG.infof("The workspace is sound again, as it is in force. version=%s", version);
      case Reload.Applied(String version) ->
          LOG.infof("The workspace was edited. version=%s", version);
      case Reload.Postponed(String reason) ->
          LOG.warnf("The workspace was edited, and cannot come into force yet. reason=%s", reason);
      case Reload.Refused(List<WorkspaceProblem> problems) ->
          problems.forEach(problem ->
              LOG.errorf("The workspace was edited, and is not sound. problem=%s", problem));
    }
  }

  /** Null where its address is not known. */
  private static @Nullable OrchestratorArchives orchestrator(WorkerConfig config) {
    Optional<URI> address = config.orchestratorUrl();
    Optional<String> token = config.internalToken();
    return address.isEmpty() || token.isEmpty()
        ? null
        : new OrchestratorArchives(address.get(), token.get());
  }
}
