package io.openclaw.worker.artifact;

import static io.openclaw.worker.fixture.Json.object;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.Artifact;
import io.openclaw.event.Failure;
import io.openclaw.event.StepAttempt;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptArtifactsTest {
  private static final UUID TASK = UUID.fromString("0190a0b0-0000-7000-8000-000000000001");
  private static final UUID EARLIER = UUID.fromString("0190a0b0-0000-7000-8000-000000000002");
  private static final String PLACE = TASK + "/step-1/agent-a/2/";

  @TempDir Path data;
  private AttemptArtifacts attempt;

  @BeforeEach
  void open() {
    attempt = open("step-1");
  }

  /** Whatever another process does to the call's folder meanwhile. */
  @Test
  void shouldPublishNothingThatALinkLeadsTo() throws Exception {
    // given
    long seed = Long.getLong("openclaw.swap.seed", System.nanoTime());
    System.out.println("swaps: openclaw.swap.seed=" + seed);
    Random random = new Random(seed);
    Path secret = Files.writeString(data.resolve("secret"), "secret");
    Path staged = attempt.stage("call-1");
    Path file = staged.resolve("a.md");
    Path link = staged.resolve("link");
    Path plain = staged.resolve("plain");
    AtomicBoolean ends = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(() -> {
              while (!ends.get()) {
                try {
                  Files.createSymbolicLink(link, secret);
                  Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
                  Files.writeString(plain, "plain");
                  Files.move(plain, file, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                  // The file was taken meanwhile.
                }
              }
            });

    // when
    int published = 0;
    for (int round = 0; round < 400; round++) {
      LockSupport.parkNanos(random.nextInt(200_000));
      try {
        Artifact artifact =
            requireNonNull(
                attempt.publish(staged, List.of(new Announced("a.md", "text/plain"))).get("a.md"));
        Path kept = attempt.find(artifact.uri()).orElseThrow();
        assertThat(Files.isSymbolicLink(kept)).isFalse();
        assertThat(Files.readString(kept)).hasSize((int) artifact.size()).isNotEqualTo("secret");
        published++;
      } catch (IOException e) {
        // Refused, or not there at this moment.
      }
    }
    ends.set(true);
    swapper.join();

    // then
    assertThat(published).isPositive();
    assertThat(secret).hasContent("secret");
    assertThat(Files.isWritable(secret)).isTrue();
  }

  @Test
  void shouldPublishWhatACallWroteWithSizeAndHash() throws IOException {
    // given
    Path staged = attempt.stage("call-1");
    Files.writeString(staged.resolve("a.md"), "abc");

    // when
    Map<String, Artifact> published =
        attempt.publish(staged, List.of(new Announced("a.md", "text/markdown")));
    attempt.discard(staged);

    // then
    assertThat(published)
        .containsExactly(
            Map.entry(
                "a.md",
                new Artifact(
                    "a.md",
                    "artifact:" + PLACE + "a.md",
                    "text/markdown",
                    3,
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    assertThat(data.resolve("artifacts").resolve(PLACE).resolve("a.md")).hasContent("abc");
    assertThat(staged).doesNotExist();
    assertThat(attempt.all()).containsExactlyElementsOf(published.values());
  }

  @Test
  void shouldTakeNoMoreFilesThanAResultCanCarry() throws IOException {
    // given
    Path first = attempt.stage("call-1");
    Files.writeString(first.resolve("a.md"), "abc");
    attempt.publish(first, List.of(new Announced("a.md", "text/markdown")));

    // when
    Path staged = attempt.stage("call-2");
    List<Announced> announced = new ArrayList<>();
    for (int i = 0; i < AttemptArtifacts.MOST_FILES; i++) {
      Files.createFile(staged.resolve("file-" + i));
      announced.add(new Announced("file-" + i, "text/plain"));
    }

    // then
    assertThat(attempt.check(staged, announced))
        .isEqualTo(
            Failure.permanent(
                "TOO_MANY_FILES",
                "the step's calls have announced 1001 files; 1000 are the most: pack them into one"));
    announced.removeLast();
    assertThat(attempt.check(staged, announced)).isNull();
  }

  @Test
  void shouldLeaveNothingOfACallThatWasDiscarded() throws IOException {
    // given
    Path staged = attempt.stage("call-1");
    Files.writeString(staged.resolve("a.md"), "abc");

    // when
    attempt.discard(staged);

    // then
    assertThat(data.resolve("artifacts").resolve(PLACE)).isEmptyDirectory();
    assertThat(attempt.all()).isEmpty();
  }

  @Test
  void shouldGiveAFileAnotherNameWhereAnEarlierCallHasTakenIt() throws IOException {
    // given
    publish("call-1", "report.md", "first");

    // when
    Artifact second = publish("call-2", "report.md", "second");

    // then
    assertThat(second.name()).isEqualTo("report-2.md");
    assertThat(attempt.all())
        .extracting(Artifact::name)
        .containsExactly("report.md", "report-2.md");
    assertThat(data.resolve("artifacts").resolve(PLACE).resolve("report.md")).hasContent("first");
  }

  @Test
  void shouldRefuseNamesThatLeadElsewhereAndWhatIsNoFile() throws IOException {
    // given
    Path staged = attempt.stage("call-1");
    Files.createSymbolicLink(staged.resolve("link"), Path.of("/etc/passwd"));
    Files.createDirectory(staged.resolve("folder"));

    // then
    for (String name : List.of("../a", "a/b", "a\\b", "", ".hidden", "link", "folder", "none")) {
      Failure failure = attempt.check(staged, List.of(new Announced(name, "text/plain")));
      assertThat(failure).as(name).extracting("code").isEqualTo("BAD_OUTPUT");
    }
  }

  @Test
  void shouldRefuseMediaTypesThatAreNone() throws IOException {
    // given
    Path staged = attempt.stage("call-1");
    Files.writeString(staged.resolve("a"), "");

    // then
    for (String type :
        List.of(
            "",
            "markdown",
            "text/",
            "/plain",
            "text/plain/x",
            "text/*",
            "*/*",
            "text plain/x",
            "text/plain\r\nSet-Cookie: a=b",
            "text/plain;",
            "text/plain; charset",
            "text/plain; x=\"\n\"",
            "text/" + "x".repeat(300))) {
      Failure failure = attempt.check(staged, List.of(new Announced("a", type)));
      assertThat(failure).as(type).extracting("code").isEqualTo("BAD_OUTPUT");
    }
    for (String type :
        List.of(
            "text/markdown",
            "image/svg+xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/csv; charset=utf-8; header=present",
            "text/plain;charset=\"utf-8\"")) {
      assertThat(attempt.check(staged, List.of(new Announced("a", type)))).as(type).isNull();
    }
  }

  @Test
  void shouldRefuseIdsThatAreNoFolderNames() {
    assertThatThrownBy(() -> open("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldFindFilesOfTheTasksThatItTriesAgain() throws IOException {
    // given
    ArtifactAddress earlier =
        ArtifactAddress.of(EARLIER, new StepAttempt("step-1", "agent-a", 1), "a.md");
    Path made = Files.writeString(data.resolve("made"), "abc");
    new FileArtifactStore(data).put(earlier, made, "text/markdown", "ab12");

    // when
    Path found = attempt.find(earlier.uri()).orElseThrow();

    // then
    assertThat(found).hasContent("abc").startsWith(attempt.readable());
    assertThat(attempt.find(earlier.uri())).contains(found);
    assertThat(new FileArtifactStore(data).list(TASK)).isEmpty();
    assertThatThrownBy(() -> attempt.find(earlier.uri().replace("a.md", "b.md")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldFindArtifactsOfTheTaskOnly() throws IOException {
    assertThat(attempt.find("artifact:" + PLACE + "a.md"))
        .contains(data.toAbsolutePath().resolve("artifacts").resolve(PLACE).resolve("a.md"));
    assertThat(attempt.find("artifact:" + UUID.randomUUID() + "/step-1/agent-a/2/a.md")).isEmpty();
    assertThat(attempt.find("artifact:" + TASK + "/step-1/agent-a/../../x")).isEmpty();
    assertThat(attempt.find("artifact:" + TASK + "/a.md")).isEmpty();
    assertThat(attempt.find("/etc/passwd")).isEmpty();
  }

  @Test
  void shouldCompleteReferencesInOutputs() throws IOException {
    // given
    Artifact artifact = publish("call-1", "a.md", "abc");
    ObjectNode output =
        object(
            "{'report':{'artifact':'a.md'},'all':[{'artifact':'a.md'}],"
                + "'earlier':{'artifact':'x','uri':'artifact:e','path':'/abs/x'},'artifact':{'size':1}}");

    // when
    Set<String> names = ArtifactReferences.names(output);
    ArtifactReferences.complete(output, name -> artifact);

    // then
    assertThat(names).containsExactly("a.md");
    assertThat(output.get("report"))
        .isEqualTo(
            object(
                    "{'artifact':'a.md','uri':'"
                        + artifact.uri()
                        + "','mediaType':'text/plain',"
                        + "'sha256':'"
                        + artifact.sha256()
                        + "'}")
                .put("size", 3L));
    assertThat(output.get("all").get(0)).isEqualTo(output.get("report"));
    assertThat(output.get("earlier")).isEqualTo(object("{'artifact':'x','uri':'artifact:e'}"));
    assertThat(output.get("artifact")).isEqualTo(object("{'size':1}"));
  }

  @Test
  void shouldAddPathsToReferencesInInputsAndTrustNoneThatCame() throws IOException {
    // given
    ObjectNode input =
        object(
            "{'model':{'model':{'artifact':'m','uri':'artifact:good','path':'/etc/passwd'}},"
                + "'loose':{'artifact':'l','path':'/etc/passwd'},'foreign':{'artifact':'f','uri':'artifact:bad'}}");

    // when
    List<String> unknown =
        ArtifactReferences.addPaths(
            input,
            uri -> uri.equals("artifact:good") ? Optional.of(Path.of("/good")) : Optional.empty());

    // then
    assertThat(unknown).containsExactly("artifact:bad");
    assertThat(input.at("/model/model/path").asText()).isEqualTo("/good");
    assertThat(input.at("/loose").has("path")).isFalse();
  }

  private AttemptArtifacts open(String step) {
    return new Artifacts(
            new FileArtifactStore(data), data.resolve("scratch"), data.resolve("copies"), 1 << 20)
        .open(TASK, new StepAttempt(step, "agent-a", 2), List.of(EARLIER));
  }

  private Artifact publish(String call, String name, String content) throws IOException {
    Path staged = attempt.stage(call);
    Files.writeString(staged.resolve(name), content);
    return requireNonNull(
        attempt.publish(staged, List.of(new Announced(name, "text/plain"))).get(name));
  }
}
