package io.openclaw.workspace.load;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.AgentTexts;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A workspace that is edited while it is read. An edit writes its number into the editor's soul,
 * then into the writer's, and lets a file come and go in between: so what is read is of one moment
 * if the editor is as far as the writer, or one ahead.
 */
class ChangingWorkspaceTest {
  private static final String FIRST = "agents/editor/SOUL.md";
  private static final String BETWEEN = "agents/editor/USER.md";
  private static final String LAST = "agents/writer/SOUL.md";

  private static final int ENOUGH = 20;
  private static final int LONGEST_PAUSE_MICROS = 60_000;

  @TempDir Path folder;
  @TempDir Path drafts;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
    files.write(FIRST, text(0)).write(LAST, text(0));
  }

  @Test
  @Timeout(120)
  void shouldReadOneMomentOrSayThatFilesChange() throws Exception {
    long seed = System.nanoTime();
    AtomicBoolean over = new AtomicBoolean();
    Thread editor = Thread.ofPlatform().start(() -> edit(new Random(seed), over));
    int read = 0;
    int refused = 0;
    try {
      while (read < ENOUGH || refused < ENOUGH) {
        switch (WorkspaceLoader.load(folder)) {
          case LoadResult.Loaded loaded -> {
            assertOneMoment(loaded, seed);
            read++;
          }
          case LoadResult.Invalid(List<WorkspaceProblem> problems) -> {
            assertThat(problems)
                .as("seed %d", seed)
                .extracting(WorkspaceProblem::code)
                .containsExactly("FILE_CHANGED");
            refused++;
          }
        }
      }
    } finally {
      over.set(true);
      editor.join();
    }
  }

  private static void assertOneMoment(LoadResult.Loaded loaded, long seed) {
    int first = number(requireNonNull(loaded.workspace().agent("agent-e")).texts());
    int last = number(requireNonNull(loaded.workspace().agent("agent-w")).texts());
    assertThat(first - last)
        .as("editor at %d, writer at %d, seed %d", first, last, seed)
        .isBetween(0, 1);
    assertThat(loaded.content().version()).isEqualTo(loaded.workspace().version());
    assertThat(
            new String(requireNonNull(loaded.content().files().get(LAST)), StandardCharsets.UTF_8))
        .isEqualTo(text(last));
  }

  private void edit(Random random, AtomicBoolean over) {
    for (int number = 1; !over.get(); number++) {
      replace(FIRST, text(number), random);
      pause(random);
      if (random.nextBoolean()) {
        replace(BETWEEN, text(number), random);
        pause(random);
        files.delete(BETWEEN);
      }
      pause(random);
      replace(LAST, text(number), random);
      pause(random);
    }
  }

  /** At once, as an editor does that writes beside a file and renames. */
  private void replace(String file, String text, Random random) {
    try {
      Path draft = Files.writeString(drafts.resolve("draft-" + random.nextInt()), text);
      Files.move(draft, files.path(file), ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mostly none, so that edits come close together, and sometimes long enough to read all. */
  private static void pause(Random random) {
    if (random.nextInt(3) == 0) {
      LockSupport.parkNanos(1_000L * random.nextInt(LONGEST_PAUSE_MICROS));
    }
  }

  /** Of another length each time, since a clock may stand still between two edits. */
  private static String text(int number) {
    return number + " " + "x".repeat(number % 1009) + "\n";
  }

  private static int number(AgentTexts texts) {
    return Integer.parseInt(texts.soul().substring(0, texts.soul().indexOf(' ')));
  }
}
