package io.openclaw.worker.wire;

import io.openclaw.event.CloudEvents;
import io.openclaw.event.EventJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A topic to write to. Thread-safe.
 *
 * <p>{@link #deliver} keeps trying for as long as Kafka is away, so that nothing is lost while the
 * process lives: the thread that waits is what bounds the number of events that wait.
 */
public final class EventChannel {
  private static final Logger LOG = Logger.getLogger(EventChannel.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final MutinyEmitter<byte[]> emitter;
  private final String source;

  /**
   * @param source who writes, as CloudEvents want it
   */
  public EventChannel(MutinyEmitter<byte[]> emitter, String source) {
    this.emitter = emitter;
    this.source = source;
  }

  /** Sends an event once; the result fails when that did not work. */
  public Uni<Void> send(String key, Object event, Instant at) {
    Headers headers = cloudEvent(key, event, at);
    return send(key.getBytes(StandardCharsets.UTF_8), EventJson.write(event), headers);
  }

  /**
   * Sends an event until it has arrived.
   *
   * @return false when Kafka refuses it for its size
   */
  public boolean deliver(String key, Object event, Instant at) throws InterruptedException {
    Headers headers = cloudEvent(key, event, at);
    return deliver(key.getBytes(StandardCharsets.UTF_8), EventJson.write(event), headers);
  }

  /** The same for a record that is passed on as it is. */
  public boolean deliver(byte @Nullable [] key, byte @Nullable [] value, Headers headers)
      throws InterruptedException {
    CompletableFuture<Void> delivery =
        Uni.createFrom()
            .deferred(() -> send(key, value, headers))
            .onFailure(EventChannel::mayPass)
            .invoke(e -> LOG.warnf("Kafka does not take an event; trying again. reason=%s", e))
            .onFailure(EventChannel::mayPass)
            .retry()
            .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
            .indefinitely()
            .subscribeAsCompletionStage();
    try {
      delivery.get();
      return true;
    } catch (InterruptedException e) {
      delivery.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        return false;
      }
      throw new IllegalStateException("Kafka cannot take an event", e.getCause());
    }
  }

  private Uni<Void> send(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    OutgoingKafkaRecordMetadata.OutgoingKafkaRecordMetadataBuilder<byte[]> metadata =
        OutgoingKafkaRecordMetadata.<byte[]>builder().withHeaders(headers);
    if (key != null) {
      metadata = metadata.withKey(key);
    }
    return emitter.sendMessage(Message.of(value).addMetadata(metadata.build()));
  }

  private Headers cloudEvent(String key, Object event, Instant at) {
    Headers headers = new RecordHeaders();
    CloudEvents.headers(UUID.randomUUID().toString(), EventJson.typeOf(event), source, key, at)
        .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
    return headers;
  }

  private static boolean mayPass(Throwable failure) {
    return !(failure instanceof RecordTooLargeException);
  }
}
