package io.openclaw.orchestrator.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.orchestrator.store.OutboxRow;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** CloudEvents 1.0 in Kafka's binary mode: attributes as headers, data as the value. */
final class CloudEvents {
  private static final String SOURCE = "/openclaw/orchestrator";

  private CloudEvents() {}

  static ProducerRecord<byte[], byte[]> record(OutboxRow row, Instant time) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", row.messageId);
    add(headers, "ce_type", row.type);
    add(headers, "ce_source", SOURCE);
    add(headers, "ce_subject", row.key);
    add(headers, "ce_time", time.toString());
    add(headers, "content-type", "application/json");
    return new ProducerRecord<>(
        row.topic, null, null, row.key.getBytes(UTF_8), row.payload.getBytes(UTF_8), headers);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
