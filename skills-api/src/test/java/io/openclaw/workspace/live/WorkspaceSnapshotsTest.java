package io.openclaw.workspace.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.WorkspaceContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs on a version goes on as it began. */
class WorkspaceSnapshotsTest {
  @TempDir Path folder;
  @TempDir Path kept;

  private TinyWorkspace files;
  private Loaded first;
  private @Nullable WorkspaceContent elsewhere;
  private WorkspaceSnapshots snapshots;

  @BeforeEach
  void begin() {
    files = TinyWorkspace.in(folder);
    first = files.load();
    snapshots = snapshots();
  }

  private WorkspaceSnapshots snapshots() {
    return new WorkspaceSnapshots(kept.resolve("versions"), folder, version -> elsewhere);
  }

  @Test
  void shouldKeepFilesThatNoEditTouches() throws Exception {
    Workspace workspace = snapshots.keep(first.content());
    files.write("skills/shared/manners/SKILL.md", "gone");

    Skill skill = requireNonNull(workspace.skill("shared/manners"));
    assertThat(workspace.version()).isEqualTo(first.workspace().version());
    assertThat(workspace.root()).isEqualTo(folder.toRealPath());
    assertThat(skill.folder().resolve("SKILL.md")).content().contains("Be kind.");
  }

  @Test
  void shouldLetWhatTheKernelCanStartBeStarted() throws Exception {
    Path handlers = Path.of("skills/shared/manners/handlers");
    files.write(handlers + "/run", "#!/bin/sh\n");
    files.write(handlers + "/compiled", "\u007fELF and so on");
    files.write(handlers + "/notes", "no program");

    Workspace workspace = snapshots.keep(files.load().content());

    Path kept = requireNonNull(workspace.skill("shared/manners")).folder().resolve("handlers");
    assertThat(kept.resolve("run")).isExecutable();
    assertThat(kept.resolve("compiled")).isExecutable();
    assertThat(Files.isExecutable(kept.resolve("notes"))).isFalse();
  }

  @Test
  void shouldFindVersionOnDiskAfterRestart() throws Exception {
    Workspace workspace = snapshots.keep(first.content());

    assertThat(snapshots().find(workspace.version())).isEqualTo(workspace);
  }

  @Test
  void shouldKnowWhichWasUsedLast() throws Exception {
    assertThat(snapshots.latest()).isNull();
    Workspace one = snapshots.keep(first.content());
    Workspace other = snapshots.keep(files.withPriority("9").load().content());
    Path versions = kept.resolve("versions");
    Files.setLastModifiedTime(
        versions.resolve(other.version()), FileTime.from(Instant.now().minusSeconds(60)));

    assertThat(requireNonNull(snapshots().latest()).workspace()).isEqualTo(one);

    Files.delete(versions.resolve(one.version()).resolve("orchestrator/agent-registry.yaml"));
    assertThat(requireNonNull(snapshots().latest()).workspace()).isEqualTo(other);
  }

  @Test
  void shouldGetVersionFromElsewhere() throws Exception {
    elsewhere = WorkspaceArchive.unpack(WorkspaceArchive.pack(first.content()));

    Workspace found = snapshots.find(first.workspace().version());

    assertThat(requireNonNull(found).rules()).hasSize(1);
  }

  @Test
  void shouldNotTakeAnotherVersionForTheOneThatIsWanted() throws Exception {
    elsewhere = files.withPriority("9").load().content();

    assertThat(snapshots.find(first.workspace().version())).isNull();
  }

  @Test
  void shouldFindNothingUnderANameThatIsNoVersion() throws Exception {
    elsewhere = first.content();

    assertThat(snapshots.find("../../etc")).isNull();
    assertThat(snapshots.find("")).isNull();
  }

  @Test
  void shouldMakeDamagedVersionAnew() throws Exception {
    String version = snapshots.keep(first.content()).version();
    Path manual =
        kept.resolve("versions").resolve(version).resolve("skills/shared/manners/SKILL.md");
    Files.writeString(manual, "---\nname: manners\ndescription: Be rude.\n---\n");
    elsewhere = first.content();

    Workspace found = snapshots().find(version);

    assertThat(requireNonNull(requireNonNull(found).skill("shared/manners")).description())
        .isEqualTo("Be kind.");
  }

  @RepeatedTest(10)
  void shouldLetManyKeepTheSameVersionAtOnce() throws Exception {
    CyclicBarrier start = new CyclicBarrier(16);
    Callable<String> keeping =
        () -> {
          WorkspaceSnapshots ofOneProcess = snapshots();
          start.await();
          return ofOneProcess.keep(first.content()).version();
        };

    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<String> kept : threads.invokeAll(Collections.nCopies(16, keeping))) {
        assertThat(kept.get()).isEqualTo(first.workspace().version());
      }
    }
    assertThat(names()).containsExactly(first.workspace().version());
  }

  @Test
  void shouldForgetWhatNobodyHasUsed() throws Exception {
    String old = snapshots.keep(first.content()).version();
    String current = snapshots.keep(files.withPriority("9").load().content()).version();
    for (String version : List.of(old, current)) {
      Files.setLastModifiedTime(
          kept.resolve("versions").resolve(version),
          FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    }

    snapshots.forget(Duration.ofDays(7), List.of(current));

    assertThat(names()).containsExactly(current);
  }

  /** As it is seen when another process removes it at this moment. */
  @Test
  void shouldForgetTheRestWhereOneIsGoneAlready() throws Exception {
    String version = snapshots.keep(first.content()).version();
    Path gone = kept.resolve("versions").resolve("0".repeat(16));
    Files.createSymbolicLink(gone, kept.resolve("nowhere"));

    snapshots.forget(Duration.ofDays(-1), List.of());

    assertThat(names()).doesNotContain(version);
  }

  @Test
  void shouldNotForgetWhatIsStillUsed() throws Exception {
    String version = snapshots.keep(first.content()).version();
    Path folderOfVersion = kept.resolve("versions").resolve(version);
    Files.setLastModifiedTime(
        folderOfVersion, FileTime.from(Instant.now().minus(Duration.ofDays(9))));

    assertThat(snapshots.find(version)).isNotNull();
    snapshots().forget(Duration.ofDays(7), List.of());

    assertThat(names()).containsExactly(version);
  }

  @Test
  void shouldMakeAnewWhatAnotherProcessHasRemoved() throws Exception {
    String version = snapshots.keep(first.content()).version();
    snapshots().forget(Duration.ofDays(-1), List.of());
    assertThat(names()).isEmpty();
    elsewhere = first.content();

    assertThat(snapshots.find(version)).isNotNull();
    assertThat(names()).containsExactly(version);
  }

  @Test
  void shouldRefuseArchiveThatWritesElsewhere() {
    WorkspaceContent evil =
        new WorkspaceContent(Map.of("../evil", "x".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> snapshots.keep(evil)).isInstanceOf(IOException.class);
    assertThat(kept.resolve("evil")).doesNotExist();
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldPackTheSameContentIntoTheSameBytes() {
    assertThat(WorkspaceArchive.pack(first.content()))
        .isEqualTo(WorkspaceArchive.pack(files.load().content()));
  }

  private List<String> names() {
    try (Stream<Path> names = Files.list(kept.resolve("versions"))) {
      return names.map(path -> path.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
