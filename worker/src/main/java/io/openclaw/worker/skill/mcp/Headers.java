package io.openclaw.worker.skill.mcp;

import io.openclaw.worker.failure.FailureCode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers that config.yaml gives each request. What stands for a secret becomes its placeholder
 * of this call; the secret itself is put in by the egress proxy, and is never seen here.
 */
final class Headers {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  private Headers() {}

  /**
   * As they are sent to the proxy.
   *
   * @throws Refusal where the worker lacks a secret
   */
  static Map<String, String> of(Map<String, String> headers, Map<String, String> placeholders)
      throws Refusal {
    Map<String, String> sent = new HashMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      sent.put(header.getKey(), filled(header.getValue(), placeholders));
    }
    return sent;
  }

  private static String filled(String value, Map<String, String> placeholders) throws Refusal {
    StringBuilder filled = new StringBuilder();
    Matcher variable = VARIABLE.matcher(value);
    while (variable.find()) {
      String placeholder = placeholders.get(variable.group(1));
      if (placeholder == null) {
        throw new Refusal(
            FailureCode.SKILL_NOT_READY,
            "this worker's environment has no %s, which its server's headers need"
                .formatted(variable.group(1)));
      }
      variable.appendReplacement(filled, Matcher.quoteReplacement(placeholder));
    }
    return variable.appendTail(filled).toString();
  }
}
