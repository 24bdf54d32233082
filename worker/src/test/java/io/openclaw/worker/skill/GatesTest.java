package io.openclaw.worker.skill;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.Calls;
import io.openclaw.worker.skill.CallGate.Passage;
import io.openclaw.worker.skill.CallGate.Stage;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GatesTest {
  private static final Answer DONE = new Answer.Output(object("{}"), List.of());
  private static final Failure LOST = Failure.passing("LOST", "it is lost");

  @TempDir Path folder;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private SkillCall call;

  @BeforeEach
  void prepare() throws IOException {
    call =
        Calls.call(
            folder,
            null,
            skill("shared/search", Visibility.PUBLIC, handler("search").build()),
            Duration.ofSeconds(20));
  }

  @Test
  void shouldPassAllGatesInTheirOrderAndGiveBackInTheOtherOne() throws Exception {
    // when
    Answer answer =
        through(List.of(gate(Stage.ROOM), gate(Stage.GPUS), gate(Stage.CONTENT)), this::answer);

    // then
    assertThat(answer).isEqualTo(DONE);
    assertThat(log)
        .containsExactly(
            "enter CONTENT",
            "enter GPUS",
            "enter ROOM",
            "run",
            "leave ROOM",
            "leave GPUS",
            "leave CONTENT");
  }

  @Test
  void shouldGiveBackWhatItHoldsWhereALaterGateRefuses() throws Exception {
    // when
    Answer answer =
        through(
            List.of(gate(Stage.CONTENT), new Gate(Stage.ROOM, _ -> new Passage.Refused(LOST))),
            this::answer);

    // then
    assertThat(answer).isEqualTo(new Answer.Refused(LOST));
    assertThat(log).containsExactly("enter CONTENT", "enter ROOM", "leave CONTENT");
  }

  @Test
  void shouldGiveBackWhatItHoldsWhereARuntimeBreaks() {
    assertThatThrownBy(() ->
            through(
                List.of(gate(Stage.CONTENT), withdrawable(new CompletableFuture<>())),
                (_, _) -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessage("broken");
    assertThat(log).containsExactly("enter CONTENT", "enter GPUS", "leave GPUS", "leave CONTENT");
  }

  @Test
  void shouldCountTheWaitingAsTheCallsOwnTime() throws Exception {
    // given
    AtomicReference<Duration> left = new AtomicReference<>();
    CallGate slow =
        new Gate(
            Stage.RATE,
            arriving -> {
              long until = System.nanoTime() + Duration.ofMillis(60).toNanos();
              await().pollInterval(Duration.ofMillis(5)).until(() -> System.nanoTime() > until);
              return new Passage.Open(arriving, Permit.NOTHING);
            });

    // when
    Answer answer =
        through(
            List.of(slow),
            (passed, _) -> {
              left.set(passed.timeout());
              return DONE;
            });
    call = call.within(Duration.ofMillis(50));
    Answer late = through(List.of(slow), this::answer);

    // then
    assertThat(answer).isEqualTo(DONE);
    assertThat(left.get()).isLessThan(Duration.ofMillis(19_950));
    assertThat(((Answer.Refused) late).failure().code()).isEqualTo("TIMEOUT");
    assertThat(log).doesNotContain("run");
  }

  @Test
  void shouldEndACallWhosePermitIsWithdrawn() throws Exception {
    // given
    CompletableFuture<Failure> withdrawal = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          await().until(() -> running.getCount() == 0);
          withdrawal.complete(LOST);
        });

    // when
    Answer answer = through(List.of(withdrawable(withdrawal)), this::runUntilInterrupted);

    // then
    assertThat(answer).isEqualTo(new Answer.Refused(LOST));
    assertThat(log).containsExactly("enter GPUS", "ended", "leave GPUS");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void shouldEndACallThatHoldsAPermitWhenItsStepIsInterrupted() throws Exception {
    // given
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread step =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Answer _ =
                    through(
                        List.of(withdrawable(new CompletableFuture<>())),
                        this::runUntilInterrupted);
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    running.await();

    // when
    step.interrupt();
    step.join();

    // then
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(log).containsExactly("enter GPUS", "ended", "leave GPUS");
  }

  private Answer answer(SkillCall passed, SkillListener listener) {
    log.add("run");
    return DONE;
  }

  private Answer runUntilInterrupted(SkillCall passed, SkillListener listener)
      throws InterruptedException {
    running.countDown();
    try {
      new CountDownLatch(1).await();
      return DONE;
    } finally {
      log.add("ended");
    }
  }

  private Answer through(List<CallGate> gates, Running runtime) throws InterruptedException {
    return new Gates(gates).call(new FakeRuntime(runtime), call, (_, _) -> {});
  }

  private CallGate gate(Stage stage) {
    return new Gate(stage, arriving -> new Passage.Open(arriving, () -> log.add("leave " + stage)));
  }

  private CallGate withdrawable(CompletableFuture<Failure> withdrawal) {
    Permit permit =
        new Permit() {
          @Override
          public CompletableFuture<Failure> withdrawal() {
            return withdrawal;
          }

          @Override
          public void close() {
            log.add("leave GPUS");
          }
        };
    return new Gate(Stage.GPUS, arriving -> new Passage.Open(arriving, permit));
  }

  private interface Arriving {
    Passage enter(SkillCall call);
  }

  private interface Running {
    Answer call(SkillCall call, SkillListener listener) throws InterruptedException;
  }

  private final class Gate implements CallGate {
    private final Stage stage;
    private final Arriving arriving;

    Gate(Stage stage, Arriving arriving) {
      this.stage = stage;
      this.arriving = arriving;
    }

    @Override
    public Stage stage() {
      return stage;
    }

    @Override
    public Passage enter(SkillCall arrived, Deadline deadline, SkillListener listener) {
      log.add("enter " + stage);
      return arriving.enter(arrived);
    }
  }

  private record FakeRuntime(Running running) implements SkillRuntime {
    @Override
    public RuntimeKind kind() {
      return RuntimeKind.PROCESS;
    }

    @Override
    public Condition condition(Skill skill) {
      return new Condition.Ready();
    }

    @Override
    public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
      return running.call(call, listener);
    }
  }
}
