package io.openclaw.worker.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.Taker;
import io.openclaw.event.StepAttempt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCacheTest {
  private static final UUID TASK = UUID.randomUUID();

  @TempDir Path folder;
  private final Elsewhere store = new Elsewhere();

  @Test
  void shouldFetchOnceAndGiveEveryAttemptAFileOfItsOwn() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    Artifacts artifacts = artifacts(1000);

    for (int attempt = 1; attempt <= 2; attempt++) {
      try (AttemptArtifacts own = open(artifacts, attempt)) {
        Path file = own.find(address.uri()).orElseThrow();
        assertThat(file).hasContent("abc").hasFileName("a.csv").startsWith(own.readable());
      }
    }

    assertThat(store.opened).containsExactly(address);
    assertThat(folder.resolve("local")).as("when the attempts are over").isEmptyDirectory();
  }

  @Test
  void shouldGiveNobodyWhatAnotherHasMadeOfHisFile() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    Artifacts artifacts = artifacts(1000);
    try (AttemptArtifacts rude = open(artifacts, 1);
        AttemptArtifacts next = open(artifacts, 2)) {
      edit(rude.find(address.uri()).orElseThrow());

      assertThat(next.find(address.uri()).orElseThrow()).hasContent("abc");
      assertThat(store.opened).containsExactly(address);
    }
  }

  @Test
  void shouldFetchAgainWhereItsCopyIsNotAsItWas() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    Artifacts artifacts = artifacts(1000);
    try (AttemptArtifacts own = open(artifacts, 1)) {
      own.find(address.uri());
    }
    try (Stream<Path> copies = Files.list(folder.resolve("copies"))) {
      edit(copies.findFirst().orElseThrow());
    }

    try (AttemptArtifacts own = open(artifacts, 2)) {
      assertThat(own.find(address.uri()).orElseThrow()).hasContent("abc");
    }
    assertThat(store.opened).containsExactly(address, address);
  }

  /** An agent may ask for it again within its attempt. */
  @Test
  void shouldLeaveNothingThatIsNotAsItWasStored() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    Artifacts artifacts = artifacts(1000);
    try (AttemptArtifacts own = open(artifacts, 1)) {
      own.find(address.uri());
    }
    try (Stream<Path> copies = Files.list(folder.resolve("copies"))) {
      edit(copies.findFirst().orElseThrow());
    }
    byte[] content = store.files.remove(address);

    try (AttemptArtifacts own = open(artifacts, 2)) {
      assertThatThrownBy(() -> own.find(address.uri())).isInstanceOf(NoSuchFileException.class);
      store.files.put(address, content);
      assertThat(own.find(address.uri()).orElseThrow()).hasContent("abc");
    }
  }

  @Test
  void shouldGiveFilesOnlyToBeRead() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    try (AttemptArtifacts own = open(artifacts(1000), 1)) {
      String made = own.keep("b.json", "application/json", new byte[] {'1'}).uri();

      assertThat(permissions(own.find(address.uri()).orElseThrow())).doesNotContain("w");
      assertThat(permissions(own.find(made).orElseThrow())).doesNotContain("w");
    }
  }

  @Test
  void shouldKeepWithinItsBoundsAndTakeNothingAwayFromWhoReads() throws IOException {
    Artifacts artifacts = artifacts(1000);
    List<Path> files = new ArrayList<>();
    try (AttemptArtifacts own = open(artifacts, 1)) {
      for (int i = 0; i < 10; i++) {
        ArtifactAddress address = store.with("file-" + i, ("" + i).repeat(300));
        files.add(own.find(address.uri()).orElseThrow());
        try (Stream<Path> copies = Files.list(folder.resolve("copies"))) {
          assertThat(copies.mapToLong(copy -> copy.toFile().length()).sum())
              .isLessThanOrEqualTo(1000);
        }
      }
      assertThat(files).allSatisfy(file -> assertThat(file).hasSize(300));
    }
  }

  @Test
  void shouldReadItsOwnFilesWithoutFetchingThem() throws IOException {
    try (AttemptArtifacts own = open(artifacts(1000), 1)) {
      String uri = own.keep("a.json", "application/json", new byte[] {'1'}).uri();

      assertThat(own.find(uri).orElseThrow()).hasContent("1");
      assertThat(store.files).containsOnlyKeys(ArtifactAddress.parse(uri).orElseThrow());
      assertThat(store.opened).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhatIsNotAsItWasStored() throws IOException {
    ArtifactAddress address = store.with("a.csv", "abc");
    store.hash = "00";
    try (AttemptArtifacts own = open(artifacts(1000), 1)) {
      assertThatThrownBy(() -> own.find(address.uri()))
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining(address.uri());
      assertThat(folder.resolve("copies")).isEmptyDirectory();
    }
  }

  @Test
  void shouldClearWhatAnEarlierProcessHasLeft() throws IOException {
    Files.createDirectories(folder.resolve("local/left"));

    artifacts(1000);

    assertThat(folder.resolve("local")).doesNotExist();
  }

  @Test
  void shouldClearWhatAWorkerHadBegunToFetchWhenItWasKilled() throws IOException {
    // given: all that there is in the midst of a download
    ArtifactAddress address = store.with("a.csv", "abc");
    Path killed = Files.createDirectories(folder.resolve("killed"));
    store.underWay = () -> copy(folder, killed);
    try (AttemptArtifacts own = open(artifacts(1000), 1)) {
      own.find(address.uri());
    }
    assertThat(killed).isDirectoryRecursivelyContaining("glob:**.part");

    // when
    new Artifacts(store, killed.resolve("local"), killed.resolve("copies"), 1000);

    // then
    assertThat(killed.resolve("local")).doesNotExist();
    assertThat(killed.resolve("copies")).isEmptyDirectory();
  }

  /** Earlier versions had them there. */
  @Test
  void shouldCountAllThatLiesAmongTheCopies() throws IOException {
    Path copies = Files.createDirectories(folder.resolve("copies"));
    Path left = Files.write(copies.resolve(".part-1"), new byte[1000]);
    Files.setLastModifiedTime(left, FileTime.from(Instant.EPOCH));
    ArtifactAddress address = store.with("a.csv", "abc");

    try (AttemptArtifacts own = open(artifacts(1000), 1)) {
      own.find(address.uri());
    }

    assertThat(left).doesNotExist();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(file -> !file.startsWith(to)).skip(1).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** As a program may that has its reasons. */
  private static void edit(Path file) throws IOException {
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.writeString(file, "xyz");
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Artifacts artifacts(long limit) {
    return new Artifacts(store, folder.resolve("local"), folder.resolve("copies"), limit);
  }

  private static AttemptArtifacts open(Artifacts artifacts, int attempt) {
    return artifacts.open(TASK, new StepAttempt("step-2", "agent-a", attempt), List.of());
  }

  /** A store whose files do not lie on this machine. */
  private static final class Elsewhere implements ArtifactStore {
    final Map<ArtifactAddress, byte[]> files = new HashMap<>();
    final List<ArtifactAddress> opened = new ArrayList<>();
    @Nullable String hash;
    Pause underWay = () -> {};

    /** Something that happens in the midst of a download. */
    interface Pause {
      void happen() throws IOException;
    }

    ArtifactAddress with(String name, String content) {
      ArtifactAddress address =
          ArtifactAddress.of(TASK, new StepAttempt("step-1", "agent-a", 1), name);
      files.put(address, content.getBytes(StandardCharsets.UTF_8));
      return address;
    }

    @Override
    public int newestAttempt(UUID taskId, StepAttempt part) {
      return 0;
    }

    @Override
    public boolean take(UUID taskId, StepAttempt attempt, Taker by) {
      return true;
    }

    @Override
    public Optional<Taker> taker(UUID taskId, StepAttempt attempt) {
      return Optional.empty();
    }

    @Override
    public void put(ArtifactAddress address, Path file, String mediaType, String sha256)
        throws IOException {
      files.put(address, Files.readAllBytes(file));
    }

    @Override
    public Content open(ArtifactAddress address) throws IOException {
      byte[] content = files.get(address);
      if (content == null) {
        throw new NoSuchFileException(address.uri());
      }
      opened.add(address);
      underWay.happen();
      return new Content(new ByteArrayInputStream(content), content.length, hash);
    }

    @Override
    public List<ArtifactAddress> list(UUID taskId) {
      return List.copyOf(files.keySet());
    }

    @Override
    public void delete(UUID taskId) {
      files.clear();
    }

    @Override
    public Optional<Path> folder(UUID taskId) {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
