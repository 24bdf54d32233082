package io.openclaw.event;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is said of a record in {@link Topics#DEAD_LETTERS}: the record lies there as it came, with
 * these headers added.
 */
public final class DeadLetterHeaders {
  public static final String REASON = "dead-letter-reason";
  public static final String TOPIC = "dead-letter-topic";
  public static final String PARTITION = "dead-letter-partition";
  public static final String OFFSET = "dead-letter-offset";

  /** Only where the value is left out. */
  public static final String SIZE = "dead-letter-size";

  /** Reasons quote what they are about, and so are as long as senders like. */
  private static final int LONGEST_REASON = 1_000;

  private DeadLetterHeaders() {}

  /** The headers by name, for the record at that place; values are UTF-8 on the wire. */
  public static Map<String, String> of(String reason, String topic, int partition, long offset) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(REASON, cut(reason));
    headers.put(TOPIC, topic);
    headers.put(PARTITION, Integer.toString(partition));
    headers.put(OFFSET, Long.toString(offset));
    return headers;
  }

  /**
   * The same for a record that is too large to lie there with them. Its value and its own headers
   * are left out, and its size is said: it can be found at its place for as long as the topic keeps
   * it.
   *
   * @param size of the value, in bytes
   */
  public static Map<String, String> withoutValue(
      String reason, String topic, int partition, long offset, int size) {
    Map<String, String> headers = of(reason, topic, partition, offset);
    headers.put(SIZE, Integer.toString(size));
    return headers;
  }

  private static String cut(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON) + " … (" + reason.length() + " characters)";
  }
}
