package io.openclaw.orchestrator.workspace;

import static java.util.Objects.requireNonNull;

import io.openclaw.orchestrator.route.Datasets;
import io.openclaw.orchestrator.route.Planner;
import io.openclaw.orchestrator.start.OrchestratorConfig;
import io.openclaw.orchestrator.store.Patience;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.orchestrator.store.WorkspaceVersions;
import io.openclaw.orchestrator.topic.TopicSetup;
import io.openclaw.workspace.LoadResult.Invalid;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceProblem;
import io.openclaw.workspace.live.LiveWorkspace;
import io.openclaw.workspace.live.Reload;
import io.openclaw.workspace.live.TimelyLook;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.live.WorkspaceState;
import io.openclaw.workspace.live.WorkspaceWatch;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The workspace by which requests are planned. A version comes into force when it is stored for the
 * workers, and when there is a planner for it: from then on each new task is planned by it, while
 * earlier ones go on with the plans that they have.
 */
@ApplicationScoped
public class ActiveWorkspace {
  private static final Logger LOG = Logger.getLogger(ActiveWorkspace.class);
  private static final Patience STORING = new Patience(Duration.ofSeconds(30));

  private final Path root;
  private final boolean watched;
  private final Transactions transactions;
  private final WorkspaceVersions versions;
  private final TopicSetup topics;
  private final LastVersion last;
  private final ReloadMeters meters;
  private final Clock clock;

  private @Nullable LiveWorkspace live;
  private @Nullable WorkspaceWatch watch;
  private @Nullable TimelyLook look;
  private volatile @Nullable Planner planner;

  ActiveWorkspace(
      OrchestratorConfig config,
      Transactions transactions,
      WorkspaceVersions versions,
      TopicSetup topics,
      LastVersion last,
      ReloadMeters meters,
      Clock clock) {
    this.root = Path.of(config.workspace()).toAbsolutePath().normalize();
    this.watched = config.workspaceWatch();
    this.transactions = transactions;
    this.versions = versions;
    this.topics = topics;
    this.last = last;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Puts what lies in the folder into force; where that is not sound, the version that was in force
   * last. Called once, at the start, before anything else.
   *
   * @throws ConfigurationException where there is no such version either
   */
  public void begin() {
    switch (WorkspaceLoader.load(root)) {
      case Loaded sound -> beginWith(sound);
      case Invalid invalid -> beginUnsound(invalid);
    }
    if (watched) {
      watch = WorkspaceWatch.begin(live());
      look = new TimelyLook(live(), clock);
    }
  }

  private void beginWith(Loaded loaded) {
    Workspace workspace = loaded.workspace();
    prepare(loaded);
    live = new LiveWorkspace(root, loaded, clock, this::prepare, this::tell);
    LOG.infof(
        "Workspace is in force version=%s agents=%d skills=%d rules=%d workflows=%d",
        workspace.version(),
        workspace.agents().size(),
        workspace.skills().size(),
        workspace.rules().size(),
        workspace.workflows().size());
  }

  private void beginUnsound(Invalid invalid) {
    Loaded before = last.of(root);
    if (before == null) {
      throw refusal(invalid);
    }
    LOG.errorf(
        "Workspace is not sound; the start is with the version that was in force last version=%s",
        before.workspace().version());
    beginWith(before);
    // To say what is wrong, as of any other edit, and to show it.
    Reload _ = refresh();
  }

  /** For a request of a moment, by the edits that were saved before; blocks while it looks. */
  public Planner plannerAt(Instant moment) {
    if (look != null) {
      look.seeEditsBefore(moment);
    }
    return requireNonNull(planner, "not begun");
  }

  public WorkspaceState state() {
    return live().state();
  }

  /** The workspace's folder, as the database knows it. */
  public String folder() {
    return root.toString();
  }

  /**
   * Whether the version in force here is the one that came into force last of all replicas', so
   * that nobody knows a newer edit. In a transaction.
   */
  public Uni<Boolean> isNewest() {
    return versions.inForce(folder()).map(state().version()::equals);
  }

  /** Says to all replicas that the version in force here is the newest. In a transaction. */
  public Uni<Void> putIntoForceAgain() {
    return versions.putIntoForce(folder(), state().version());
  }

  /** The store forgets what nobody says. */
  @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> remind() {
    String version = state().version();
    return transactions
        .run(() -> versions.touch(version))
        .onFailure()
        .invoke(failure -> LOG.debugf("Housekeeping waits reason=\"%s\"", failure))
        .onFailure()
        .recoverWithNull();
  }

  /** Reads the folder now; blocks. */
  public Reload refresh() {
    return live().refresh();
  }

  void end(@Observes @Priority(1) ShutdownEvent event) {
    if (watch != null) {
      watch.close();
    }
  }

  private ConfigurationException refusal(Invalid invalid) {
    for (WorkspaceProblem problem : invalid.problems()) {
      LOG.errorf("Workspace problem %s", problem);
    }
    return new ConfigurationException(
        "The orchestrator does not start: workspace %s has %d problem(s), the first is %s"
            .formatted(root, invalid.problems().size(), invalid.problems().getFirst()));
  }

  /** A worker that has missed a version gets it from the store: so it has to be there first. */
  private void prepare(Loaded loaded) {
    Workspace workspace = loaded.workspace();
    byte[] archive = WorkspaceArchive.pack(loaded.content());
    STORING.await(transactions.run(() -> store(workspace.version(), archive)));
    topics.create(workspace.agents().keySet());
    planner = new Planner(workspace, Datasets.in(workspace.root()));
  }

  private Uni<Void> store(String version, byte[] archive) {
    return versions
        .remember(version, archive)
        .chain(() -> versions.putIntoForce(root.toString(), version));
  }

  private void tell(Reload reload) {
    meters.count(reload, state().problems().size());
    switch (reload) {
      case Reload.Unchanged(String version) ->
          LOG.infof("Workspace is sound again, as it is in force version=%s", version);
      case Reload.Applied(String version) ->
          LOG.infof("Workspace was edited, and is in force version=%s", version);
      case Reload.Postponed(String reason) ->
          LOG.warnf("Workspace was edited, and cannot come into force yet reason=\"%s\"", reason);
      case Reload.Refused(var problems) -> {
        LOG.errorf(
            "Workspace was edited, and is not sound; the version before it stays version=%s problems=%d",
            state().version(), problems.size());
        problems.forEach(problem -> LOG.errorf("Workspace problem %s", problem));
      }
    }
  }

  private LiveWorkspace live() {
    return requireNonNull(live, "not begun");
  }
}
