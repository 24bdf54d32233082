package io.openclaw.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.artifact.ArtifactStore.Content;
import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store keeps to. */
abstract class ArtifactStoreContract {
  final UUID task = UUID.randomUUID();
  final Taker taker = new Taker("worker 1", UUID.randomUUID());

  @TempDir Path files;

  /** As another process would open it. */
  abstract ArtifactStore open();

  @Test
  void shouldLetOneOfManyTakeAnAttempt() throws Exception {
    for (int attempt = 1; attempt <= 10; attempt++) {
      StepAttempt step = step(attempt);
      CountDownLatch go = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
          ArtifactStore here = open();
          ArtifactStore there = open()) {
        List<Future<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          ArtifactStore store = i % 2 == 0 ? here : there;
          takers.add(threads.submit(() -> takeAfter(go, store, step)));
        }
        go.countDown();
        int winners = 0;
        for (Future<Boolean> taker : takers) {
          winners += taker.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldKnowWhoHasTakenAnAttempt() throws IOException {
    Taker loser = new Taker("worker-2", UUID.randomUUID());
    try (ArtifactStore store = open()) {
      assertThat(store.taker(task, step(1))).isEmpty();
      assertThat(store.take(task, step(1), taker)).isTrue();
      assertThat(store.take(task, step(1), loser)).isFalse();
      assertThat(store.take(task, step(2), loser)).isTrue();
    }
    try (ArtifactStore store = open()) {
      assertThat(store.taker(task, step(1))).contains(taker);
      assertThat(store.taker(task, step(2))).contains(loser);
      assertThat(store.taker(task, step(3))).isEmpty();
      assertThat(store.list(task)).isEmpty();
    }
  }

  @Test
  void shouldKnowTheNewestAttemptOfEachPart() throws IOException {
    try (ArtifactStore store = open()) {
      assertThat(store.newestAttempt(task, step(1))).isZero();
      store.take(task, step(2), taker);
      store.take(task, step(10), taker);
      store.take(task, new StepAttempt("step-1", "agent-ab", 20), taker);
      store.take(task, new StepAttempt("step-11", "agent-a", 30), taker);
      store.take(UUID.randomUUID(), step(40), taker);

      assertThat(store.newestAttempt(task, step(1))).isEqualTo(10);
      assertThat(store.take(task, step(2), taker)).isFalse();
      assertThat(store.take(task, step(3), taker)).isTrue();
    }
  }

  @Test
  void shouldGiveBackWhatWasPut() throws IOException {
    String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (String name : List.of("a.md", "报告 1 (final)+%2F#?&.md", "🐧.md", "x".repeat(200))) {
      ArtifactAddress address =
          ArtifactAddress.of(task, new StepAttempt("reviews[2].检查", "agent-a", 1), name);
      try (ArtifactStore store = open()) {
        store.put(address, file("abc"), "text/markdown", hash);
      }
      try (ArtifactStore store = open();
          Content content = store.open(address)) {
        assertThat(content.size()).isEqualTo(3);
        assertThat(content.sha256()).isIn(hash, null);
        assertThat(content.stream()).hasBinaryContent("abc".getBytes(StandardCharsets.UTF_8));
        assertThat(store.list(task)).contains(address);
      }
    }
  }

  @Test
  void shouldSayThatThereIsNone() throws IOException {
    ArtifactAddress none = ArtifactAddress.of(task, step(1), "none");
    try (ArtifactStore store = open()) {
      assertThatThrownBy(() -> store.open(none)).isInstanceOf(NoSuchFileException.class);
      store.take(task, step(1), taker);
      assertThatThrownBy(() -> store.open(none)).isInstanceOf(NoSuchFileException.class);
      assertThat(store.list(task)).isEmpty();
    }
  }

  @Test
  void shouldDeleteATaskAndNoOther() throws Exception {
    UUID other = UUID.randomUUID();
    try (ArtifactStore store = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      store.take(task, step(1), taker);
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < 1100; i++) {
        String name = "file-" + i;
        puts.add(threads.submit(() -> putSmall(store, task, name)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
      putSmall(store, other, "kept");
      assertThat(store.list(task)).hasSize(1100);

      store.delete(task);
      store.delete(UUID.randomUUID());

      assertThat(store.list(task)).isEmpty();
      assertThat(store.newestAttempt(task, step(1))).isZero();
      assertThat(store.list(other)).containsExactly(ArtifactAddress.of(other, step(1), "kept"));
    }
  }

  StepAttempt step(int attempt) {
    return new StepAttempt("step-1", "agent-a", attempt);
  }

  Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(files, "put", ""), content);
  }

  private Void putSmall(ArtifactStore store, UUID taskId, String name) throws IOException {
    store.put(ArtifactAddress.of(taskId, step(1), name), file(name), "text/plain", "00");
    return null;
  }

  private boolean takeAfter(CountDownLatch go, ArtifactStore store, StepAttempt step)
      throws IOException, InterruptedException {
    go.await();
    return store.take(task, step, taker);
  }
}
