package io.openclaw.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * One request with its idempotency key, sent until it is answered, as the documentation asks
 * clients to: again after a lost connection, to the next gateway, and after 503 when {@code
 * Retry-After} says so.
 */
record Submission(List<Gateway> gateways, String key, ObjectNode body, Troubles troubles) {
  private static final Duration PAUSE = Duration.ofMillis(300);

  /**
   * Gives the task's id.
   *
   * @param first which gateway is asked first
   */
  UUID send(int first) throws InterruptedException {
    for (int i = first; ; i++) {
      try {
        HttpResponse<String> response =
            gateways.get(i % gateways.size()).post("/v1/tasks", body.toString(), key);
        switch (response.statusCode()) {
          case 202 -> {
            return UUID.fromString(
                EventJson.mapper().readTree(response.body()).path("id").asText());
          }
          case 503 -> {
            troubles.met("submit: status 503");
            Thread.sleep(Duration.ofSeconds(retryAfter(response)));
          }
          default ->
              throw new AssertionError(
                  "submit " + key + ": " + response.statusCode() + " " + response.body());
        }
      } catch (IOException e) {
        troubles.met("submit", e);
        Thread.sleep(PAUSE);
      }
    }
  }

  private static long retryAfter(HttpResponse<String> response) {
    return Long.parseLong(
        response
            .headers()
            .firstValue("Retry-After")
            .orElseThrow(() -> new AssertionError("503 without Retry-After: " + response.body())));
  }
}
