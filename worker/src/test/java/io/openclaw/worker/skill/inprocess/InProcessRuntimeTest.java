package io.openclaw.worker.skill.inprocess;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is special about code inside the worker. */
class InProcessRuntimeTest {
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final Skill SKILL =
      Workspaces.skill(
          "suite",
          RuntimeKind.JAVA,
          null,
          handler("one").build(),
          handler("two").build(),
          handler("three").build());

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<String> progress = new CopyOnWriteArrayList<>();

  @Test
  void shouldNameTheHandlersThatTheBuildLacks() throws Exception {
    // given
    SkillHandler one = serving("one", (inputs, context) -> inputs);

    // then
    assertThat(runtime(one).condition(SKILL))
        .isInstanceOfSatisfying(
            Condition.NotReady.class,
            not -> assertThat(not.reason()).contains("SkillHandler", "suite:two, suite:three"));
    assertThat(call(one, "two", object("{}"), Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.failure().code()).isEqualTo("SKILL_NOT_READY");
              assertThat(refused.failure().message()).contains("suite:two");
            });
  }

  @Test
  void shouldBeReadyWithAllOfItsHandlers() {
    SkillHandler[] all = {
      serving("one", (inputs, context) -> inputs),
      serving("two", (inputs, context) -> inputs),
      serving("three", (inputs, context) -> inputs)
    };

    assertThat(runtime(all).condition(SKILL)).isEqualTo(new Condition.Ready());
  }

  @Test
  void shouldNotStartWithTwoHandlersOfOneId() {
    SkillHandler one = serving("one", (inputs, context) -> inputs);

    assertThatThrownBy(() -> runtime(one, one)).hasMessageContaining("suite:one");
  }

  @Test
  void shouldShareNeitherInputsNorOutput() throws Exception {
    // given a handler that goes on changing what it was given and what it gave
    AtomicReference<ObjectNode> kept = new AtomicReference<>();
    SkillHandler one =
        serving(
            "one",
            (inputs, context) -> {
              inputs.withObject("/deep").put("changed", true);
              kept.set(inputs);
              return inputs;
            });
    ObjectNode inputs = object("{'deep':{'n':1}}");

    // when
    Answer answer = call(one, "one", inputs, Duration.ofSeconds(5));
    kept.get().withObject("/deep").put("late", true);

    // then
    assertThat(inputs).isEqualTo(object("{'deep':{'n':1}}"));
    assertThat(answer)
        .isEqualTo(new Answer.Output(object("{'deep':{'n':1,'changed':true}}"), List.of()));
  }

  @Test
  void shouldLeaveAHandlerAloneThatIgnoresItsInterruption() throws Exception {
    // given
    CountDownLatch letGo = new CountDownLatch(1);
    CompletableFuture<String> late = new CompletableFuture<>();
    SkillHandler one =
        serving(
            "one",
            (inputs, context) -> {
              context.progress("begins", null);
              waitUninterruptibly(letGo);
              context.progress("late", null);
              context.log(SkillContext.Level.INFO, "late");
              late.complete(refusal(context));
              return inputs;
            });

    // when
    Answer answer = call(one, "one", object("{}"), Duration.ofMillis(200));

    // then
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.failure().code()).isEqualTo("TIMEOUT"));
    assertThat(meters.counter("skill.handlers.abandoned", "skill_id", "suite:one").count())
        .isEqualTo(1);

    // when it goes on after all
    letGo.countDown();

    // then nobody hears of it
    assertThat(late.get()).isEqualTo("CALL_ENDED");
    assertThat(progress).containsExactly("begins");
  }

  @Test
  void shouldNotCountAHandlerThatEndsWhenItIsInterrupted() throws Exception {
    SkillHandler one =
        serving(
            "one",
            (inputs, context) -> {
              Thread.sleep(Duration.ofMinutes(1));
              return inputs;
            });

    call(one, "one", object("{}"), Duration.ofMillis(200));

    assertThat(meters.find("skill.handlers.abandoned").counter()).isNull();
  }

  @Test
  void shouldEndACancelledCallThoughItsHandlerGoesOn() throws Exception {
    // given
    CountDownLatch letGo = new CountDownLatch(1);
    SkillHandler one =
        serving(
            "one",
            (inputs, context) -> {
              context.progress("begins", null);
              waitUninterruptibly(letGo);
              return inputs;
            });
    AtomicReference<Object> end = new AtomicReference<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                end.set(call(one, "one", object("{}"), Duration.ofMinutes(1)));
              } catch (Exception e) {
                end.set(e);
              }
            });
    await().until(() -> !progress.isEmpty());

    // when
    thread.interrupt();

    // then
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    letGo.countDown();
  }

  @Test
  void shouldAnswerForAnErrorToo() throws Exception {
    SkillHandler one =
        serving(
            "one",
            (inputs, context) -> {
              throw new StackOverflowError();
            });

    assertThat(call(one, "one", object("{}"), Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> assertThat(refused.failure().message()).isEqualTo("StackOverflowError"));
  }

  /** What a handler does. */
  private interface Serving {
    ObjectNode run(ObjectNode inputs, SkillContext context)
        throws SkillException, InterruptedException;
  }

  private static SkillHandler serving(String name, Serving serving) {
    return new SkillHandler() {
      @Override
      public String id() {
        return "suite:" + name;
      }

      @Override
      public ObjectNode run(ObjectNode inputs, SkillContext context)
          throws SkillException, InterruptedException {
        return serving.run(inputs, context);
      }
    };
  }

  private static void waitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // Ignored: that is what this handler is for.
      }
    }
  }

  private static String refusal(SkillContext context) {
    try {
      return context.artifact("late.md", "text/markdown").toString();
    } catch (SkillException e) {
      return e.failure().code();
    }
  }

  private InProcessRuntime runtime(SkillHandler... handlers) {
    return new InProcessRuntime(List.of(handlers), meters, 1 << 20, GRACE);
  }

  private Answer call(SkillHandler handler, String name, ObjectNode inputs, Duration timeout)
      throws Exception {
    return runtime(handler)
        .call(
            new SkillCall(
                Scopes.scope(folder, null),
                "call-1",
                new Tool(SKILL, handler(name).build()),
                inputs,
                folder,
                timeout),
            (message, fraction) -> progress.add(message));
  }
}
