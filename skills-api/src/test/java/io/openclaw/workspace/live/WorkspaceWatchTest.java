package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

  @Test
  void shouldLookOftenAtSmallFoldersAndSeldomerAtLargeOnes() {
    assertThat(WorkspaceWatch.pauseAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(WorkspaceWatch.pauseAfter(Duration.ofMillis(200))).isEqualTo(Duration.ofSeconds(10));
  }
}
