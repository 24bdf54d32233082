package io.openclaw.gateway.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.util.Map;

/**
 * The conditions of a list become part of an address, in which a Chinese character has nine
 * letters. An HTTP server takes 4,096 bytes of it, and answers more with an error that means
 * nothing to a client.
 */
final class ListAddress {
  /** In bytes, of all conditions together; the rest is for path, tenant and method. */
  private static final int MOST = 3500;

  private ListAddress() {}

  /**
   * The same conditions.
   *
   * @throws ProblemException {@code INVALID_FIELD} where they are too long
   */
  static Map<String, String> check(Map<String, String> query) {
    long length = 0;
    for (Map.Entry<String, String> each : query.entrySet()) {
      length += "?=".length() + length(each.getKey()) + length(each.getValue());
    }
    if (length > MOST) {
      throw ProblemException.of(
          ProblemCode.INVALID_FIELD,
          longest(query)
              + ": all conditions together may have %d bytes as part of an address, and have %d"
                  .formatted(MOST, length)
              + " (three for each byte of UTF-8 that is neither letter nor digit)");
    }
    return query;
  }

  private static String longest(Map<String, String> query) {
    return query.entrySet().stream()
        .max((a, b) -> Long.compare(length(a.getValue()), length(b.getValue())))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static long length(String text) {
    long length = 0;
    for (byte each : text.getBytes(UTF_8)) {
      length += isPlain(each) ? 1 : "%00".length();
    }
    return length;
  }

  private static boolean isPlain(byte each) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || (each >= '0' && each <= '9')
        || each == '-'
        || each == '_'
        || each == '.';
  }
}
