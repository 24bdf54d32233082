package io.openclaw.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The first answers break off within their bodies, as those of a server do that is restarted. */
final class CutAnswers extends Detour {
  private static final byte[] BODY = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final AtomicInteger toCut;
  private final int body;

  /**
   * @param body so many bytes of it still come
   */
  CutAnswers(int server, int toCut, int body) throws IOException {
    super(server);
    this.toCut = new AtomicInteger(toCut);
    this.body = body;
  }

  int left() {
    return Math.max(0, toCut.get());
  }

  @Override
  void pass(InputStream answers, OutputStream client) throws IOException {
    if (toCut.getAndDecrement() > 0) {
      passHead(answers, client);
      client.write(answers.readNBytes(body));
    } else {
      answers.transferTo(client);
    }
  }

  private static void passHead(InputStream answers, OutputStream client) throws IOException {
    int matched = 0;
    while (matched < BODY.length) {
      int next = answers.read();
      client.write(next);
      matched = next == BODY[matched] ? matched + 1 : next == BODY[0] ? 1 : 0;
    }
  }
}
