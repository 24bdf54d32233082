package io.openclaw.orchestrator.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.hash.Sha256;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** By what a message is known when it comes again. */
final class MessageId {
  private MessageId() {}

  /**
   * Ids are unique for their source, and as long as senders like. A sender that names none is told
   * apart by the record's place.
   */
  static String of(ConsumerRecord<byte[], byte[]> record) {
    String id = header(record, "ce_id");
    return id.isEmpty()
        ? record.topic() + "/" + record.partition() + "/" + record.offset()
        : Sha256.of(header(record, "ce_source") + "\n" + id).hex();
  }

  /** Empty where there is none. */
  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
