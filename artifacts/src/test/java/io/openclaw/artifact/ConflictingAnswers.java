package io.openclaw.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Says at first what Amazon says where another request for the object is under way. */
final class ConflictingAnswers extends Detour {
  private static final String BODY =
      "<Error><Code>ConditionalRequestConflict</Code><Message>Try again.</Message></Error>";
  private static final String CONFLICT =
      "HTTP/1.1 409 Conflict\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n\r\n%s"
          .formatted(BODY.length(), BODY);

  private final AtomicInteger conflicts;

  ConflictingAnswers(int server, int conflicts) throws IOException {
    super(server);
    this.conflicts = new AtomicInteger(conflicts);
  }

  int left() {
    return Math.max(0, conflicts.get());
  }

  @Override
  void pass(InputStream answers, OutputStream client) throws IOException {
    int first = answers.read();
    if (conflicts.getAndDecrement() > 0) {
      client.write(CONFLICT.getBytes(StandardCharsets.US_ASCII));
    } else if (first >= 0) {
      client.write(first);
      answers.transferTo(client);
    }
  }
}
