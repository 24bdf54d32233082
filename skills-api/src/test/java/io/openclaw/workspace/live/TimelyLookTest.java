package io.openclaw.workspace.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request is dealt with by what was saved before it. */
class TimelyLookTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path folder;

  private final List<Reload> told = new ArrayList<>();
  private TinyWorkspace files;
  private TimelyLook look;

  @BeforeEach
  void begin() {
    files = TinyWorkspace.in(folder);
    LiveWorkspace live =
        new LiveWorkspace(folder, files.load(), Clock.systemUTC(), version -> {}, told::add);
    look = new TimelyLook(live, Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void shouldSeeAnEditBeforeARequest() {
    files.withPriority("7");

    look.seeEditsBefore(NOON.minusSeconds(1));

    assertThat(told).hasSize(1).first().isInstanceOf(Reload.Applied.class);
  }

  @Test
  void shouldLookOnceForAllThatCameBeforeTheLook() {
    look.seeEditsBefore(NOON.minusSeconds(1));
    files.withPriority("7");

    look.seeEditsBefore(NOON.minusMillis(1));

    assertThat(told).isEmpty();
  }

  @Test
  void shouldLookAgainForWhoCameAtTheSameMomentOrLater() {
    look.seeEditsBefore(NOON);
    files.withPriority("7");
    look.seeEditsBefore(NOON);
    files.withPriority("88");
    look.seeEditsBefore(NOON.plusMillis(1));

    assertThat(told).hasSize(2);
  }
}
