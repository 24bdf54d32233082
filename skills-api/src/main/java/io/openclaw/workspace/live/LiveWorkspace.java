package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.LoadResult.Invalid;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.file.WorkspaceTree;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The workspace in force. Edits come into force all or nothing: one that is not sound leaves the
 * version before it in its place, with the problems for everybody to see.
 *
 * <p>Safe for several threads; {@link #refresh} blocks while it reads, and one call waits for
 * another.
 */
public final class LiveWorkspace {
  private final Path root;
  private final Clock clock;
  private final Activation activation;
  private final Consumer<Reload> listener;
  private volatile WorkspaceState state;

  /** Null where the folder has to be read whatever is seen of it. */
  private @Nullable WorkspaceTree seen;

  private volatile Duration lookTime = Duration.ZERO;

  /** What has to be done before a version is in force; may block. */
  @FunctionalInterface
  public interface Activation {
    /**
     * Prepares a version.
     *
     * @throws RuntimeException where that is not possible now: the version before it stays
     */
    void prepare(Loaded version);
  }

  /**
   * Begins with what was read of the folder.
   *
   * @param loaded by {@link WorkspaceLoader#load} from {@code root}
   * @param listener is told of every refresh that found something, and when an edit that was not
   *     sound has been taken back; must not throw
   */
  public LiveWorkspace(
      Path root, Loaded loaded, Clock clock, Activation activation, Consumer<Reload> listener) {
    this.root = requireNonNull(root, "root is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.activation = requireNonNull(activation, "activation is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.state = new WorkspaceState(loaded, clock.instant(), List.of());
  }

  public Workspace current() {
    return state.loaded().workspace();
  }

  public WorkspaceState state() {
    return state;
  }

  /** Looks at the folder, and reads it where a file was written since the last look. */
  public synchronized Reload refreshIfEdited() {
    WorkspaceTree tree = tree();
    return tree.equals(seen) ? new Reload.Unchanged(state.version()) : refresh(tree);
  }

  /** Reads the folder, whether or not anything seems to have been written. */
  public synchronized Reload refresh() {
    return refresh(tree());
  }

  private Reload refresh(WorkspaceTree tree) {
    // Before anything can fail: a mistake of the program is not to be made again at every look.
    seen = tree;
    boolean wasSound = state.problems().isEmpty();
    LoadResult result = WorkspaceLoader.load(root);
    if (result instanceof Invalid invalid && isBeingWritten(invalid)) {
      // Nobody has to hear of a save that is under way.
      seen = null;
      return new Reload.Postponed(invalid.problems().getFirst().toString());
    }
    Reload reload =
        switch (result) {
          case Loaded loaded -> take(loaded);
          case Invalid invalid -> refuse(invalid);
        };
    if (reload instanceof Reload.Postponed) {
      // What waits for something else has to be looked at again.
      seen = null;
    }
    if (!(reload instanceof Reload.Unchanged) || !wasSound) {
      listener.accept(reload);
    }
    return reload;
  }

  private Reload take(Loaded loaded) {
    String version = loaded.workspace().version();
    if (version.equals(state.version())) {
      state = new WorkspaceState(state.loaded(), state.since(), List.of());
      return new Reload.Unchanged(version);
    }
    try {
      activation.prepare(loaded);
    } catch (RuntimeException e) {
      // It waits, and is sound: what was wrong before it is mended.
      state = new WorkspaceState(state.loaded(), state.since(), List.of());
      return new Reload.Postponed(String.valueOf(e.getMessage()));
    }
    state = new WorkspaceState(loaded, clock.instant(), List.of());
    return new Reload.Applied(version);
  }

  private Reload refuse(Invalid invalid) {
    state = new WorkspaceState(state.loaded(), state.since(), invalid.problems());
    return new Reload.Refused(invalid.problems());
  }

  private static boolean isBeingWritten(Invalid invalid) {
    return invalid.problems().stream()
        .anyMatch(problem -> problem.code().equals(ProblemCode.FILE_CHANGED.name()));
  }

  /** How long the latest look at the folder took, without reading what was edited. */
  Duration lookTime() {
    return lookTime;
  }

  private WorkspaceTree tree() {
    long begin = System.nanoTime();
    try {
      return WorkspaceTree.scan(root.toRealPath());
    } catch (IOException e) {
      // No folder is there: nothing is seen of it, and reading it says why.
      return WorkspaceTree.scan(root);
    } finally {
      lookTime = Duration.ofNanos(System.nanoTime() - begin);
    }
  }
}
