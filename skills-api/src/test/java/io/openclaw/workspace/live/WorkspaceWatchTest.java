package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceWatchTest {
  @TempDir Path folder;

  @Test
  void shouldFindOneEditAfterTheOther() throws Exception {
    TinyWorkspace files = TinyWorkspace.in(folder);
    BlockingQueue<Reload> told = new LinkedBlockingQueue<>();
    LiveWorkspace live =
        new LiveWorkspace(folder, files.load(), Clock.systemUTC(), version -> {}, told::add);

    try (WorkspaceWatch _ = WorkspaceWatch.begin(live)) {
      files.withPriority("7");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(Reload.Applied.class);
      files.withPriority("high");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(Reload.Refused.class);
    }
  }

  /** A mistake of the program must not be the end of looking. */
  @Test
  void shouldLookAgainAfterAFailure() throws Exception {
    TinyWorkspace files = TinyWorkspace.in(folder);
    BlockingQueue<Reload> told = new LinkedBlockingQueue<>();
    AtomicBoolean fails = new AtomicBoolean(true);
    LiveWorkspace live =
        new LiveWorkspace(
            folder,
            files.load(),
            Clock.systemUTC(),
            version -> {},
            reload -> {
              told.add(reload);
              if (fails.getAndSet(false)) {
                throw new IllegalStateException("a listener fails, on purpose");
              }
            });

    try (WorkspaceWatch _ = WorkspaceWatch.begin(live)) {
      files.withPriority("7");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isInstanceOf(Reload.Applied.class);
      files.withPriority("8");
      assertThat(told.poll(10, TimeUnit.SECONDS)).isInstanceOf(Reload.Applied.class);
    }
  }

  @Test
  void shouldLookOftenAtSmallFoldersAndSeldomerAtLargeOnes() {
    assertThat(WorkspaceWatch.pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(WorkspaceWatch.pauseAfter(Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(10));
  }
}
