package io.openclaw.event;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * CloudEvents 1.0 in Kafka's binary mode: attributes as headers of the record, the event as its
 * value.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">Kafka
 *     Protocol Binding</a>
 */
public final class CloudEvents {
  private CloudEvents() {}

  /**
   * The headers by name, in a fixed order; values are UTF-8 on the wire.
   *
   * @param id the same when the same message is sent again, unique for its source
   * @param type as {@link EventJson#typeOf} gives it
   * @param source who writes, a URI reference
   * @param subject what it is about: the record's key
   */
  public static Map<String, String> headers(
      String id, String type, String source, String subject, Instant time) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_type", type);
    headers.put("ce_source", source);
    headers.put("ce_subject", subject);
    headers.put("ce_time", time.toString());
    headers.put("content-type", "application/json");
    return headers;
  }
}
