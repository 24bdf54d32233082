package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.fixture.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rooms and processes for the tests of other runtimes. */
public final class TestCells {
  private TestCells() {}

  /**
   * A worker's.
   *
   * @param inside private hosts that skills may reach
   * @param own the worker's environment
   */
  public static Cells of(
      List<String> inside, Map<String, String> own, long maxLine, Duration grace) {
    return new Cells(
        new Egress(inside, own, new SimpleMeterRegistry()),
        new LaunchCommand(own, new CallLimits(new SandboxSettings(), 2)),
        maxLine,
        grace);
  }

  /** No call that has ended has left its folder. */
  public static void assertNoFolderIsLeft() throws IOException {
    try (Stream<Path> folders = Files.list(ScratchParent.own().path())) {
      assertThat(folders.filter(Files::isDirectory)).isEmpty();
    }
  }
}
