package io.openclaw.worker.it;

import static io.openclaw.worker.it.StepSender.waitingStep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepCommand.CancelStep;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Started;
import io.openclaw.event.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that nobody waits for any more are ended, and not begun. */
class CancelIT extends StepsCase {
  private static final Duration LONG = Duration.ofMinutes(5);

  private WorkerProcess worker;

  @BeforeEach
  void start() throws Exception {
    worker = WorkerProcess.start(servers, Map.of("OPENCLAW_WORKER_MAX_CONCURRENT_STEPS", "1"));
  }

  @AfterEach
  void end() {
    worker.close();
  }

  @Test
  void shouldEndAStepThatIsUnderWay() throws Exception {
    // given
    RunStep step = waitingStep(folder.resolve("never"), LONG);
    sender.send(step);
    await().until(() -> reports.of(step).size() == 1);
    await().until(() -> handlers() > 0);

    // when
    cancel(step);

    // then its processes are gone, its place is free, and nobody hears of it again
    await().until(() -> handlers() == 0);
    RunStep next = waitingStep(Files.writeString(folder.resolve("at once"), ""), LONG);
    sender.send(next);
    completed(next);
    assertThat(reports.of(step)).hasExactlyElementsOfTypes(Started.class);
    assertThat(Files.readString(worker.log())).contains("Step cancelled. taskId=" + step.taskId());
  }

  @Test
  void shouldNotBeginAStepThatWasCancelledInLine() throws Exception {
    // given
    Path until = folder.resolve("now");
    RunStep first = waitingStep(until, LONG);
    RunStep second = waitingStep(until, LONG);
    RunStep third = waitingStep(until, LONG);
    sender.send(first);
    await().until(() -> reports.of(first).size() == 1);
    sender.send(second);
    sender.send(third);

    // when: what is heard in order has been heard once the later one acts
    cancel(second);
    cancel(first);
    await().until(() -> Files.readString(worker.log()).contains(dropped(second)));
    Files.writeString(until, "");

    // then
    completed(third);
    assertThat(reports.of(first)).hasExactlyElementsOfTypes(Started.class);
    assertThat(reports.of(second)).isEmpty();
    assertThat(reports.of(third)).hasExactlyElementsOfTypes(Started.class, Completed.class);
  }

  @Test
  void shouldGoOnAfterAMessageThatSaysNothing() throws Exception {
    // given
    RunStep step = waitingStep(folder.resolve("never"), LONG);
    sender.send(step);
    await().until(() -> reports.of(step).size() == 1);
    await().until(() -> handlers() > 0);

    // when
    sender.send(Topics.CANCELS, "x", "nonsense".getBytes(UTF_8));
    sender.send(Topics.CANCELS, "x", EventJson.write(step));
    cancel(step);

    // then
    await().until(() -> handlers() == 0);
    assertThat(worker.get("/q/health").statusCode()).isEqualTo(200);
  }

  private static void cancel(RunStep step) throws Exception {
    CancelStep cancel = new CancelStep(step.taskId(), Instant.now(), step.step(), "not wanted");
    sender.send(Topics.CANCELS, step.taskId().toString(), EventJson.write(cancel));
  }

  private static String dropped(RunStep step) {
    return "A step was cancelled before it began. taskId=" + step.taskId();
  }

  /** Processes below the worker's. */
  private long handlers() {
    return worker.descendants();
  }
}
