package io.openclaw.worker.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.SkillProgress;
import io.openclaw.event.LiveEvent.TextDelta;
import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BufferedLiveViewTest {
  private static final UUID TASK = new UUID(0, 1);

  private final List<LiveEvent> written = new CopyOnWriteArrayList<>();
  private final AtomicBoolean down = new AtomicBoolean();
  private final Semaphore gate = new Semaphore(1_000_000);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BufferedLiveView view =
      new BufferedLiveView(
          this::append, 100, Duration.ofMillis(20), Duration.ofMillis(500), meters);

  private void append(List<LiveEvent> events) throws LiveStore.LiveStoreException {
    gate.acquireUninterruptibly();
    if (down.get()) {
      throw new LiveStore.LiveStoreException(new IOException("refused"));
    }
    written.addAll(events);
  }

  @AfterEach
  void close() {
    gate.release(1_000);
    view.close();
  }

  @Test
  void shouldWriteInOrderAndJoinWords() throws InterruptedException {
    // given
    view.start();

    // when
    view.publish(text("Hello, "));
    view.publish(text("world."));
    view.publish(progress(1));
    view.publish(progress(2));
    view.flush();

    // then
    assertThat(written).containsExactly(text("Hello, world."), progress(1), progress(2));
  }

  @Test
  void shouldHaveWrittenAllWhenFlushed() throws InterruptedException {
    // given
    view.start();
    for (int i = 0; i < 90; i++) {
      view.publish(progress(i));
    }

    // when
    view.flush();

    // then
    assertThat(written).hasSize(90);
  }

  @Test
  void shouldDropAndCountWhileTheStoreIsDownAndComeBack() throws InterruptedException {
    // given
    view.start();
    down.set(true);

    // when
    view.publish(progress(1));
    view.flush();
    down.set(false);

    // then
    assertThat(dropped()).isEqualTo(1);
    await()
        .untilAsserted(() -> {
          view.publish(progress(2));
          view.flush();
          assertThat(written).contains(progress(2));
        });
    assertThat(written).doesNotContain(progress(1));
  }

  @Test
  void shouldNeverBlockWhenTheStoreHangs() throws InterruptedException {
    // given
    gate.drainPermits();
    view.start();

    // when
    long began = System.nanoTime();
    for (int i = 0; i < 500; i++) {
      view.publish(progress(i));
    }
    view.flush();

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(dropped()).isGreaterThan(100);
  }

  private double dropped() {
    return meters.counter("openclaw.live.events.dropped").count();
  }

  private static LiveEvent text(String text) {
    return new TextDelta(TASK, Instant.EPOCH, new StepAttempt("s", "a", 1), text);
  }

  private static LiveEvent progress(int number) {
    return new SkillProgress(
        TASK, Instant.EPOCH, new StepAttempt("s", "a", 1), "c", "m" + number, null);
  }
}
