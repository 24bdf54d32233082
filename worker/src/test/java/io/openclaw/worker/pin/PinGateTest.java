package io.openclaw.worker.pin;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillPin;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.live.WorkspaceSnapshots;
import io.openclaw.workspace.load.WorkspaceLoader;
import io.openclaw.workspace.lock.SkillsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the shipped workspace, locked, as a worker runs it: from the copy of its version. */
class PinGateTest {
  private static final Path SHIPPED = Path.of("..", "workspace");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final PinGate gate = new PinGate(new FolderHashes(Clock.systemUTC()), false);
  private Path root;
  private WorkspaceSnapshots snapshots;

  @BeforeEach
  void lockTheShippedWorkspace() throws IOException {
    root = folder.resolve("workspace");
    for (Map.Entry<String, byte[]> file : load(SHIPPED).content().files().entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Path lock = root.resolve(SkillsLock.FILE_NAME);
    Files.writeString(lock, SkillsLock.actual(root, load(root)).text());
    snapshots = new WorkspaceSnapshots(folder.resolve("cache"), root, version -> null);
  }

  @Test
  void shouldCallAllSkillsThatAreAsTheyWereLocked() throws Exception {
    assertThat(kept().skills().values())
        .isNotEmpty()
        .allSatisfy(skill -> assertThat(skill.pin()).isNotNull())
        .filteredOn(skill -> !skill.handlers().isEmpty())
        .allSatisfy(skill -> assertThat(enter(gate, skill)).isInstanceOf(Passage.Open.class));
  }

  @Test
  void shouldRefuseASkillThatWasEditedAndCallAllOthers() throws Exception {
    // given
    String id = callable(kept()).id();
    flip(requireHandler(load(root).workspace(), id));

    // when
    Workspace edited = kept();

    // then
    for (Skill skill : edited.skills().values()) {
      if (!skill.handlers().isEmpty()) {
        assertThat(enter(gate, skill) instanceof Passage.Refused)
            .as(skill.id())
            .isEqualTo(skill.id().equals(id));
      }
    }
    Failure failure = refusal(enter(gate, requireSkill(edited, id)));
    assertThat(failure.code()).isEqualTo("SKILL_CHANGED");
    assertThat(failure.retryable()).isFalse();
    assertThat(failure.message()).contains("skill " + id, "its files", "./openclaw lock " + id);
  }

  @Test
  void shouldRefuseASkillWhoseCopyWasChangedUnderARunningWorker() throws Exception {
    // given
    Skill skill = callable(kept());
    assertThat(enter(gate, skill)).isInstanceOf(Passage.Open.class);

    // when
    Path file = skill.handlers().values().iterator().next().file();
    flip(file);

    // then
    assertThat(refusal(enter(gate, skill)).code()).isEqualTo("SKILL_CHANGED");

    // when
    flip(file);

    // then
    assertThat(enter(gate, skill)).isInstanceOf(Passage.Open.class);
  }

  @Test
  void shouldRefuseAnotherVersionThanTheLockedOne() throws Exception {
    Skill skill = callable(kept());
    SkillPin older = new SkillPin("0.0.1", requireNonNull(skill.pin()).sha256());

    assertThat(refusal(enter(gate, skill.pinned(older))).message()).contains("locked is 0.0.1");
  }

  @Test
  void shouldAskForAPinOnlyWhereItIsTold() throws Exception {
    Skill free = skill("shared/search", Visibility.PUBLIC, handler("search").build());
    PinGate strict = new PinGate(new FolderHashes(Clock.systemUTC()), true);

    assertThat(enter(gate, free)).isInstanceOf(Passage.Open.class);
    assertThat(refusal(enter(strict, free)).code()).isEqualTo("SKILL_NOT_PINNED");
    assertThat(enter(strict, callable(kept()))).isInstanceOf(Passage.Open.class);
  }

  private Workspace kept() throws IOException {
    return snapshots.keep(load(root).content());
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);
  }

  private static Path requireHandler(Workspace workspace, String skill) {
    return requireSkill(workspace, skill).handlers().values().iterator().next().file();
  }

  private static Skill requireSkill(Workspace workspace, String id) {
    return requireNonNull(workspace.skill(id));
  }

  private static Skill callable(Workspace workspace) {
    return workspace.skills().values().stream()
        .filter(skill -> !skill.handlers().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static Loaded load(Path root) {
    return (Loaded) WorkspaceLoader.load(root);
  }

  private Passage enter(PinGate entered, Skill skill) throws IOException {
    return entered.enter(
        Calls.call(folder, null, skill, MINUTE), Deadline.in(MINUTE), (_, _) -> {});
  }

  private static Failure refusal(Passage passage) {
    assertThat(passage).isInstanceOf(Passage.Refused.class);
    return ((Passage.Refused) passage).failure();
  }
}
