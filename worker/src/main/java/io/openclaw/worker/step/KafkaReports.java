package io.openclaw.worker.step;

import io.openclaw.event.EventJson;
import io.openclaw.event.StepReport;
import io.openclaw.worker.wire.EventChannel;

/** Reports on Kafka, keyed by task. Thread-safe. */
final class KafkaReports implements Reports {
  private final EventChannel channel;
  private final long largest;

  /**
   * @param largest size in bytes that Kafka takes
   */
  KafkaReports(EventChannel channel, long largest) {
    this.channel = channel;
    this.largest = largest;
  }

  @Override
  public boolean send(StepReport report) throws InterruptedException {
    return EventJson.write(report).length <= largest
        && channel.deliver(report.taskId().toString(), report, report.at());
  }
}
