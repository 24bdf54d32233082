package io.openclaw.worker.step;

import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Where Kafka hands over the records of the step topics, one by one. */
@ApplicationScoped
class StepConsumer {
  static final String CHANNEL = "steps";

  private static final Logger LOG = Logger.getLogger(StepConsumer.class);

  private final Lanes lanes;

  StepConsumer(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Waits for nothing, so that the next record comes at once, whosever it is. */
  @Incoming(CHANNEL)
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<byte[]> message) {
    lanes.add(
        new Delivery(
            recordOf(message), () -> acknowledge(message), reason -> refuse(message, reason)));
    return CompletableFuture.completedStage(null);
  }

  /** One that fails leads to the record coming again, which is known by then. */
  private static void acknowledge(Message<byte[]> message) {
    try {
      message.ack().toCompletableFuture().join();
    } catch (RuntimeException e) {
      LOG.warn("A record could not be acknowledged.", e);
    }
  }

  /** Ends the channel, and with it this worker's health: the record would be skipped otherwise. */
  private static void refuse(Message<byte[]> message, Throwable reason) {
    CompletionStage<Void> _ = message.nack(reason);
  }

  @SuppressWarnings("unchecked") // the channel's deserializers
  private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .map(metadata -> (ConsumerRecord<byte[], byte[]>) metadata.getRecord())
        .orElseThrow(() -> new IllegalStateException("no Kafka record"));
  }
}
