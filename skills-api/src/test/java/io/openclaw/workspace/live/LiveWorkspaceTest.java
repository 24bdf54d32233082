package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.WorkspaceProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits come into force all or nothing. */
class LiveWorkspaceTest {
  @TempDir Path folder;

  private final List<Reload> told = new ArrayList<>();
  private final List<String> prepared = new ArrayList<>();
  private boolean ready = true;
  private TinyWorkspace files;
  private LiveWorkspace live;
  private String first;

  @BeforeEach
  void begin() {
    files = TinyWorkspace.in(folder);
    live = new LiveWorkspace(folder, files.load(), Clock.systemUTC(), this::prepare, told::add);
    first = live.current().version();
  }

  private void prepare(Loaded version) {
    if (!ready) {
      throw new IllegalStateException("no database");
    }
    prepared.add(version.workspace().version());
  }

  @Test
  void shouldStayWhereNothingWasEdited() {
    assertThat(live.refreshIfEdited()).isEqualTo(new Reload.Unchanged(first));
    assertThat(live.refresh()).isEqualTo(new Reload.Unchanged(first));
    assertThat(told).isEmpty();
  }

  @Test
  void shouldPutEditIntoForce() {
    files.withPriority("7");

    Reload reload = live.refreshIfEdited();

    String version = live.current().version();
    assertThat(version).isNotEqualTo(first);
    assertThat(reload).isEqualTo(new Reload.Applied(version));
    assertThat(prepared).containsExactly(version);
    assertThat(told).containsExactly(reload);
    assertThat(priority()).isEqualTo(7);
  }

  @Test
  void shouldKeepLastSoundVersionAndShowWhatIsWrong() {
    files.withPriority("high");

    Reload reload = live.refreshIfEdited();

    assertThat(reload).isInstanceOf(Reload.Refused.class);
    assertThat(live.current().version()).isEqualTo(first);
    assertThat(live.state().problems())
        .extracting(WorkspaceProblem::code)
        .containsExactly("WRONG_TYPE");
    assertThat(told).containsExactly(reload);
  }

  @Test
  void shouldNotReadARefusedEditAgainAndAgain() {
    files.withPriority("high");
    live.refreshIfEdited();

    assertThat(live.refreshIfEdited()).isInstanceOf(Reload.Unchanged.class);
    assertThat(live.state().problems()).hasSize(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void shouldForgetProblemsWhenTheyAreMended() {
    files.withPriority("high");
    live.refreshIfEdited();
    files.withPriority("1");

    assertThat(live.refreshIfEdited()).isEqualTo(new Reload.Unchanged(first));
    assertThat(live.state().problems()).isEmpty();
    assertThat(told).hasSize(2).last().isEqualTo(new Reload.Unchanged(first));
  }

  @Test
  void shouldSurviveThatTheFolderIsGone() throws Exception {
    Files.move(folder.resolve("orchestrator"), folder.resolve("elsewhere"));
    assertThat(live.refreshIfEdited()).isInstanceOf(Reload.Refused.class);

    Files.move(folder.resolve("elsewhere"), folder.resolve("orchestrator"));
    assertThat(live.refreshIfEdited()).isEqualTo(new Reload.Unchanged(first));
    assertThat(live.current().version()).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRefuseThatTheWorkspaceIsGone(boolean isEmptyFirst) throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    LiveWorkspace moved =
        new LiveWorkspace(
            root, TinyWorkspace.in(root).load(), Clock.systemUTC(), version -> {}, told::add);
    moved.refreshIfEdited();

    Path elsewhere = Files.move(root, folder.resolve("elsewhere"));

    assertThat(moved.refreshIfEdited()).isInstanceOf(Reload.Refused.class);
    assertThat(moved.state().problems())
        .extracting(WorkspaceProblem::code)
        .containsExactly("WORKSPACE_NOT_FOUND");
    assertThat(moved.current().version()).isEqualTo(first);
    assertThat(moved.refreshIfEdited()).isInstanceOf(Reload.Unchanged.class);
    assertThat(told).hasSize(1);

    if (isEmptyFirst) {
      Files.createDirectory(root);
      assertThat(moved.refreshIfEdited()).isInstanceOf(Reload.Refused.class);
      assertThat(moved.state().problems())
          .extracting(WorkspaceProblem::code)
          .containsOnly("MISSING_FILE");
      Files.delete(root);
    }
    Files.move(elsewhere, root);
    assertThat(moved.refreshIfEdited()).isEqualTo(new Reload.Unchanged(first));
    assertThat(moved.state().problems()).isEmpty();
  }

  @Test
  void shouldForgetProblemsOfAnEditThatIsMendedAndWaits() {
    files.withPriority("high");
    live.refreshIfEdited();
    files.withPriority("7");
    ready = false;

    assertThat(live.refreshIfEdited()).isEqualTo(new Reload.Postponed("no database"));
    assertThat(live.state().problems()).isEmpty();
  }

  @Test
  void shouldTryAgainWhatCouldNotBePrepared() {
    files.withPriority("7");
    ready = false;

    assertThat(live.refreshIfEdited()).isEqualTo(new Reload.Postponed("no database"));
    assertThat(live.current().version()).isEqualTo(first);

    ready = true;
    assertThat(live.refreshIfEdited()).isInstanceOf(Reload.Applied.class);
    assertThat(priority()).isEqualTo(7);
  }

  @Test
  void shouldFollowLinksThatAreSwapped() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    Path one = Files.createDirectories(mount.resolve("..one"));
    Path two = Files.createDirectories(mount.resolve("..two"));
    TinyWorkspace.in(one);
    TinyWorkspace.in(two).withPriority("9");
    Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..one"));
    for (String name : List.of("orchestrator", "skills")) {
      Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
    }
    LiveWorkspace mounted =
        new LiveWorkspace(
            mount, new TinyWorkspace(mount).load(), Clock.systemUTC(), version -> {}, told::add);
    assertThat(mounted.refreshIfEdited()).isInstanceOf(Reload.Unchanged.class);

    Files.delete(data);
    Files.createSymbolicLink(data, Path.of("..two"));

    assertThat(mounted.refreshIfEdited()).isInstanceOf(Reload.Applied.class);
    assertThat(mounted.current().rules()).extracting(RoutingRule::priority).containsExactly(9);
  }

  private int priority() {
    return live.current().rules().getFirst().priority();
  }
}
