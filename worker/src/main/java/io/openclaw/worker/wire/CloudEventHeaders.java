package io.openclaw.worker.wire;

import io.openclaw.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The attributes of an event as headers of its record. */
final class CloudEventHeaders {
  private CloudEventHeaders() {}

  static Headers of(Object event, String source, String subject, Instant at) {
    RecordHeaders headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", UUID.randomUUID().toString());
    add(headers, "ce_type", EventJson.typeOf(event));
    add(headers, "ce_source", source);
    add(headers, "ce_subject", subject);
    add(headers, "ce_time", at.toString());
    add(headers, "content-type", "application/json");
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
