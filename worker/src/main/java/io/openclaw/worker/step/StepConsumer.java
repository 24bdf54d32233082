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
  private static final Logger LOG = Logger.getLogger(StepConsumer.class);

  private final StepIntake intake;

  StepConsumer(StepIntake intake) {
    this.intake = intake;
  }

  /** The next record comes when the stage is complete; waiting for that blocks a virtual thread. */
  @Incoming("steps")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<byte[]> message) {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    Thread.ofVirtual().name("intake").start(() -> take(message, taken));
    return taken;
  }

  private void take(Message<byte[]> message, CompletableFuture<Void> taken) {
    try {
      intake.take(new Delivery(recordOf(message), () -> acknowledge(message)));
      taken.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      taken.completeExceptionally(e);
    } catch (RuntimeException e) {
      taken.completeExceptionally(e);
    }
  }

  /** One that fails leads to the record coming again, which is known by then. */
  private static void acknowledge(Message<byte[]> message) {
    try {
      message.ack().toCompletableFuture().join();
    } catch (RuntimeException e) {
      LOG.warn("A record could not be acknowledged.", e);
    }
  }

  @SuppressWarnings("unchecked") // the channel's deserializers
  private static ConsumerRecord<byte[], byte[]> recordOf(Message<byte[]> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .map(metadata -> (ConsumerRecord<byte[], byte[]>) metadata.getRecord())
        .orElseThrow(() -> new IllegalStateException("no Kafka record"));
  }
}
