package io.openclaw.orchestrator.message;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** The one way to Kafka: acks=all, idempotent, to any topic. */
@ApplicationScoped
public class KafkaOutput {
  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter;

  KafkaOutput(@Channel("output") MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter) {
    this.emitter = emitter;
  }

  /**
   * Completes, on any thread, when the brokers have the record; fails when they do not within the
   * channel's delivery timeout. To keep an order, send the next one after that.
   */
  public Uni<Void> send(ProducerRecord<byte[], byte[]> record) {
    return emitter.send(record);
  }
}
