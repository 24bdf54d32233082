package io.openclaw.it;

import io.openclaw.it.Gateway.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Server-Sent Events, as a browser asks for them. */
record SseEvents(Gateway gateway) implements EventSource {
  @Override
  public String name() {
    return "SSE";
  }

  @Override
  public void read(UUID task, @Nullable String after, Predicate<Seen> last) throws Exception {
    HttpResponse<Stream<String>> response = gateway.openEvents(task, after);
    try (Stream<String> lines = response.body()) {
      switch (response.statusCode()) {
        case 200 -> Gateway.readEvents(lines, last);
        case 204 -> throw new AssertionError("no last event for " + task + " after " + after);
        case 404 -> throw new AssertionError("no task " + task + ", which was accepted");
        default -> throw new IOException("status " + response.statusCode());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
