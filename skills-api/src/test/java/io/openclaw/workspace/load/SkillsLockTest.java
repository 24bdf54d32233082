package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.LoadResult.Invalid;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.SkillPin;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.lock.SkillsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkillsLockTest {
  private static final String FIND = "skills/shared/lookup/handlers/find.py";

  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void lock() throws IOException {
    files = WorkspaceFixture.in(folder);
    files.write(SkillsLock.FILE_NAME, SkillsLock.actual(folder, load()).text());
  }

  @Test
  void shouldPinWhatIsThere() throws IOException {
    assertThat(files.problems()).isEmpty();
    assertThat(files.skill("shared/lookup").pin())
        .isEqualTo(SkillsLock.actual(folder, load()).pins().get("shared/lookup"));
    assertThat(SkillsLock.written(load())).isEqualTo(SkillsLock.actual(folder, load()));
  }

  @Test
  void shouldWarnOfOneChangedByteAndOfNoOtherSkill() throws IOException {
    // when
    files.write(FIND, Files.readString(files.path(FIND)) + "#");

    // then
    assertThat(files.problems())
        .singleElement()
        .asString()
        .contains("\"shared/lookup\"", "./openclaw lock shared/lookup", "[SKILL_CHANGED]");
    assertThat(files.skill("shared/lookup").pin())
        .isNotEqualTo(SkillsLock.actual(folder, load()).pins().get("shared/lookup"));
  }

  @Test
  void shouldWarnOfAFileThatIsNewGoneOrRenamed() throws IOException {
    files.write("skills/shared/lookup/assets/new.txt", "new");
    assertThat(files.problems()).hasSize(1);

    files.delete("skills/shared/lookup/assets/new.txt");
    assertThat(files.problems()).isEmpty();

    Files.createDirectories(files.path("skills/shared/lookup/scripts"));
    Files.move(files.path(FIND), files.path("skills/shared/lookup/scripts/find.py"));
    files.write(FIND, "def run(inputs, context):\n    return {}\n");
    assertThat(files.problems()).hasSize(1);
  }

  @Test
  void shouldNotCountWhatNeverComesToAWorker() {
    files.write("skills/shared/lookup/tests/test_find.py", "assert True");
    files.write("skills/shared/lookup/handlers/__pycache__/find.pyc", "x");

    assertThat(files.problems()).isEmpty();
  }

  @Test
  void shouldBePartOfTheVersion() throws IOException {
    assertThat(load().content().files()).containsKey(SkillsLock.FILE_NAME);
  }

  /** Whoever has shipped skills ships them locked, or not: both load. */
  @Test
  void shouldLockTheShippedWorkspace() throws IOException {
    // given
    Loaded shipped = RealWorkspace.load();
    Path copy = folder.resolve("shipped");
    for (Map.Entry<String, byte[]> file : shipped.content().files().entrySet()) {
      Path path = copy.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Path lock = copy.resolve(SkillsLock.FILE_NAME);
    Files.writeString(lock, SkillsLock.actual(copy, load(copy)).text());

    // then
    assertThat(load(copy).warnings()).isEmpty();
    assertThat(load(copy).workspace().skills().values()).allMatch(skill -> skill.pin() != null);

    // when
    Path handler =
        load(copy).workspace().skills().values().stream()
            .flatMap(skill -> skill.handlers().values().stream())
            .findFirst()
            .orElseThrow()
            .file();
    byte[] bytes = Files.readAllBytes(handler);
    bytes[0] ^= 1;
    Files.write(handler, bytes);

    // then
    assertThat(load(copy).warnings()).singleElement().asString().contains("[SKILL_CHANGED]");
  }

  @Test
  void shouldWriteAnyIdSoThatItIsReadBack() {
    SkillsLock lock =
        new SkillsLock(
            new TreeMap<>(Map.of("odd \"id\": \\x", new SkillPin("1.0", "0".repeat(64)))));

    assertThat(lock.text()).contains("id: \"odd \\\"id\\\": \\\\x\"", "version: \"1.0\"");
  }

  @Test
  void shouldHashPathsAndContentsApart() {
    assertThat(new WorkspaceContent(Map.of("a", new byte[] {'b'})).hash())
        .isNotEqualTo(new WorkspaceContent(Map.of("ab", new byte[] {})).hash());
    assertThat(
            new WorkspaceContent(Map.of("s/x/a", new byte[1], "s/x.y", new byte[1]))
                .below("s/x")
                .files())
        .containsOnlyKeys("a");
  }

  private Loaded load() {
    return load(folder);
  }

  private static Loaded load(Path root) {
    return switch (WorkspaceLoader.load(root)) {
      case Loaded loaded -> loaded;
      case Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
