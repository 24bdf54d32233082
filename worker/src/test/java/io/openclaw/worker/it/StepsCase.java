package io.openclaw.worker.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.Result;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.StepReport.Completed;
import io.openclaw.event.StepReport.Failed;
import io.openclaw.event.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** What is around workers in the integration tests: the servers, and an orchestrator's two ends. */
abstract class StepsCase {
  static Servers servers;
  static TopicLog reports;
  static StepSender sender;

  @TempDir Path folder;

  @BeforeAll
  static void connect() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    servers = Servers.get();
    reports = new TopicLog(servers.kafka, Topics.REPORTS);
    sender = new StepSender(servers.kafka);
  }

  @AfterAll
  static void disconnect() {
    sender.close();
    reports.close();
  }

  /** Waits for the end of a step that was sent. */
  static Result completed(RunStep step) {
    await().until(() -> reports.of(step).size() >= 2);
    assertThat(reports.of(step).getLast()).isInstanceOf(Completed.class);
    return ((Completed) reports.of(step).getLast()).result();
  }

  /** Sends a step and waits for its end. */
  static Failed failed(RunStep step) throws Exception {
    sender.send(step);
    await().until(() -> reports.of(step).size() >= 2);
    assertThat(reports.of(step).getLast()).isInstanceOf(Failed.class);
    return (Failed) reports.of(step).getLast();
  }
}
