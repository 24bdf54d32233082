package io.openclaw.worker.step;

import static io.openclaw.worker.fixture.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.EventJson;
import io.openclaw.event.Failure;
import io.openclaw.event.Result;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.worker.agent.Outcome;
import io.openclaw.worker.fixture.RecordingLiveView;
import io.openclaw.worker.fixture.RecordingReports;
import io.openclaw.worker.liveness.WorkerIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StepReporterTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final UUID task = UUID.randomUUID();
  private final RecordingReports reports = new RecordingReports();
  private final StepReporter reporter =
      new StepReporter(
          reports::send,
          new RecordingLiveView(),
          new StepMeters(new SimpleMeterRegistry()),
          new WorkerIdentity("worker-1", new UUID(0, 7)),
          Clock.systemUTC());

  @Test
  void shouldReportTheExpectedOutputAloneWhereAllIsTooLarge() throws InterruptedException {
    // given
    reports.refuse(report -> report instanceof Completed c && c.result().outputs().size() > 1);
    Result result =
        new Result(
            "text",
            Map.of(
                "output",
                EventJson.mapper().createObjectNode(),
                "other",
                EventJson.mapper().createObjectNode()),
            List.of());

    // when
    reporter.report(step(task, 1, LONG), () -> new Outcome.Completed(result));

    // then
    assertThat(reports.sent()).singleElement().isInstanceOf(Completed.class);
    assertThat(((Completed) reports.sent().getFirst()).result().outputs())
        .containsOnlyKeys("output");
  }

  @Test
  void shouldFailWhereEvenThatIsTooLarge() throws InterruptedException {
    // given
    reports.refuse(Completed.class::isInstance);

    // when
    reporter.report(
        step(task, 1, LONG), () -> new Outcome.Completed(new Result("text", Map.of(), List.of())));

    // then
    assertThat((Failed) reports.sent().getFirst())
        .satisfies(failed -> assertThat(failed.cause().code()).isEqualTo("RESULT_TOO_LARGE"));
  }

  /** A handler may raise what quotes all its data; in JSON each of its characters may need six. */
  @Test
  void shouldTellOfAFailureHoweverMuchIsSaidOfIt() throws InterruptedException {
    // given
    reports.refuse(report -> EventJson.write(report).length > 32 * 1024);
    Failure verbose = Failure.permanent("C".repeat(1000), "\0".repeat(2 * 1024 * 1024));

    // when
    reporter.report(step(task, 1, LONG), () -> new Outcome.Failed(verbose));

    // then
    assertThat(reports.sent()).singleElement().isInstanceOf(Failed.class);
  }
}
