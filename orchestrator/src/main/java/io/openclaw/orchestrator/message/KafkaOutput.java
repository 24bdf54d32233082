package io.openclaw.orchestrator.message;

import static java.util.Objects.requireNonNull;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The one way to Kafka: acks=all, idempotent, to any topic. It sends through the channel's own
 * producer, past the channel itself, which takes one record at a time.
 */
@ApplicationScoped
public class KafkaOutput {
  private static final String CHANNEL = "output";

  private final KafkaClientService clients;
  private final ExecutorService virtualThreads;

  /**
   * @param emitter not used: where nobody asks for the channel, it is not opened
   */
  KafkaOutput(
      KafkaClientService clients,
      @Channel(CHANNEL) MutinyEmitter<ProducerRecord<byte[], byte[]>> emitter,
      @VirtualThreads ExecutorService virtualThreads) {
    requireNonNull(emitter, "emitter is null");
    this.clients = clients;
    this.virtualThreads = virtualThreads;
  }

  /**
   * Completes, on a thread of the producer's, when the brokers have the record; fails when they do
   * not within the channel's delivery timeout. Records of one partition arrive in the order in
   * which they were handed over. Blocks for as long as the topic is unknown, and no more than the
   * channel allows.
   */
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> sending = new CompletableFuture<>();
    Future<RecordMetadata> _ = producer().send(record, (_, failure) -> settle(sending, failure));
    return sending;
  }

  /** The same for callers that must not block. Lazy. */
  public Uni<Void> sending(ProducerRecord<byte[], byte[]> record) {
    return Uni.createFrom().completionStage(() -> send(record)).runSubscriptionOn(virtualThreads);
  }

  /** Whether something can be sent to a topic. Never fails; does not block. */
  public CompletableFuture<Boolean> knows(String topic) {
    return CompletableFuture.supplyAsync(
            () -> !producer().partitionsFor(topic).isEmpty(), virtualThreads)
        .exceptionally(_ -> false);
  }

  private static void settle(CompletableFuture<Void> sending, @Nullable Exception failure) {
    if (failure == null) {
      sending.complete(null);
    } else {
      sending.completeExceptionally(failure);
    }
  }

  private Producer<byte[], byte[]> producer() {
    return clients.<byte[], byte[]>getProducer(CHANNEL).unwrap();
  }
}
