package io.openclaw.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openclaw.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ArtifactStoreTest extends ArtifactStoreContract {
  private static final String WRONG = "wrong-secret-0123456789";
  private static S3Server server;

  @TempDir static Path secrets;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    System.setProperty("aws.sharedCredentialsFile", secrets.resolve("credentials").toString());
  }

  @AfterAll
  static void stop() {
    System.clearProperty("aws.sharedCredentialsFile");
    server.close();
  }

  @BeforeEach
  void useTheRightCredentials() throws IOException {
    S3Server.credentials(secrets.resolve("credentials"), S3Server.SECRET);
  }

  @Override
  ArtifactStore open() {
    return open(S3Setup.of(server.endpoint(), Duration.ofSeconds(30)));
  }

  @Test
  void shouldKnowItsOwnMarkerWhereTheAnswerWasLost() throws IOException {
    try (LostAnswers way = new LostAnswers(server.s3Port(), 1);
        ArtifactStore store = open(S3Setup.of(way.endpoint(), Duration.ofSeconds(30)))) {
      boolean taken = store.take(task, step(1), taker);

      assertThat(way.left()).as("answers still to lose").isZero();
      assertThat(taken).isTrue();
      assertThat(store.take(task, step(1), taker)).isFalse();
      assertThat(store.taker(task, step(1))).contains(taker);
    }
  }

  @Test
  void shouldTryAgainWhereAnotherRequestIsUnderWay() throws IOException {
    try (ConflictingAnswers way = new ConflictingAnswers(server.s3Port(), 2);
        ArtifactStore store = open(S3Setup.of(way.endpoint(), Duration.ofSeconds(30)))) {
      assertThat(store.take(task, step(1), taker)).isTrue();
      assertThat(way.left()).as("conflicts still to tell of").isZero();
    }
  }

  @Test
  void shouldReadOnWhereADownloadBreaksOff() throws IOException {
    byte[] content = content(300_000);
    ArtifactAddress address = put(content);
    try (CutAnswers way = new CutAnswers(server.s3Port(), 3, 70_000);
        ArtifactStore store = open(S3Setup.of(way.endpoint(), Duration.ofSeconds(30)));
        ArtifactStore.Content download = store.open(address)) {
      assertThat(download.size()).isEqualTo(content.length);
      assertThat(download.stream().readAllBytes()).isEqualTo(content);
      assertThat(way.left()).as("answers still to cut").isZero();
    }
  }

  @Test
  void shouldSayThatDownloadsBreakOffWhereNothingMoreComes() throws IOException {
    ArtifactAddress address = put(content(300_000));
    try (CutAnswers way = new CutAnswers(server.s3Port(), Integer.MAX_VALUE, 0);
        ArtifactStore store = open(S3Setup.of(way.endpoint(), Duration.ofMillis(300)));
        ArtifactStore.Content download = store.open(address)) {
      assertThatThrownBy(() -> download.stream().readAllBytes())
          .isInstanceOf(ArtifactsUnavailableException.class)
          .hasMessageStartingWith("cannot read " + address.uri() + ": the artifact store (bucket ")
          .hasMessageEndingWith(" breaks off its answers: Premature EOF");
    }
  }

  @Test
  void shouldWaitForAServerThatIsAway() throws Exception {
    try (ArtifactStore store = open()) {
      store.take(task, step(1), taker);
      server.kill();
      CompletableFuture<Boolean> second = new CompletableFuture<>();
      Thread.startVirtualThread(() -> complete(second, store));
      server.restart();

      assertThat(second.get()).isTrue();
      assertThat(store.newestAttempt(task, step(1))).isEqualTo(2);
    }
  }

  @Test
  void shouldSayThatTheServerCannotBeReached() {
    ArtifactsUnavailableException failure =
        failure(S3Setup.of(URI.create("http://127.0.0.1:1"), Duration.ofMillis(300)));

    assertThat(failure)
        .hasMessageContaining(
            "cannot take an attempt at step-1: the artifact store (bucket artifacts at"
                + " http://127.0.0.1:1) cannot be reached: ");
  }

  @Test
  void shouldSayThatCredentialsAreRefusedAndUseThemOnceTheyAreRight() throws IOException {
    Path file = S3Server.credentials(secrets.resolve("credentials"), WRONG);
    try (ArtifactStore store = open()) {
      ArtifactsUnavailableException failure =
          catchThrowableOfType(
              ArtifactsUnavailableException.class, () -> store.take(task, step(1), taker));
      assertThat(failure)
          .hasMessageContaining("refuses access (SignatureDoesNotMatch)")
          .hasMessageNotContainingAny(WRONG, S3Server.KEY);
    }

    S3Server.credentials(file, S3Server.SECRET);
    try (ArtifactStore store = open()) {
      assertThat(store.take(task, step(1), taker)).isTrue();
    }
  }

  @Test
  void shouldSayThatThereIsNoSuchBucket() {
    assertThat(failure(S3Setup.of(server.endpoint(), Duration.ofSeconds(1)).withBucket("nowhere")))
        .hasMessageContaining("(bucket nowhere at ")
        .hasMessageContaining("openclaw.artifacts.s3.bucket");
  }

  @Test
  void shouldNotBeginWithoutABucketsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> open(new S3Setup(Optional.empty(), Optional.empty(), Duration.ofSeconds(1))))
        .withMessage("openclaw.artifacts.store is s3, and openclaw.artifacts.s3.bucket is not set");
  }

  private ArtifactAddress put(byte[] content) throws IOException {
    ArtifactAddress address = ArtifactAddress.of(task, step(1), "large.bin");
    Path file = Files.write(secrets.resolve("large.bin"), content);
    try (ArtifactStore store = open()) {
      store.put(address, file, "application/octet-stream", "any");
    }
    return address;
  }

  /** No part of it is like another. */
  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private void complete(CompletableFuture<Boolean> future, ArtifactStore store) {
    try {
      future.complete(store.take(task, step(2), taker));
    } catch (IOException | RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  private ArtifactsUnavailableException failure(S3Setup setup) {
    try (ArtifactStore store = open(setup)) {
      return catchThrowableOfType(
          ArtifactsUnavailableException.class, () -> store.take(task, step(1), taker));
    }
  }

  private static ArtifactStore open(S3Setup setup) {
    return new S3ArtifactStore(setup);
  }
}
