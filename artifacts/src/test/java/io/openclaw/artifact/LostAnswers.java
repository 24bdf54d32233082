package io.openclaw.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** The first answers are lost: what was asked for is done all the same. */
final class LostAnswers extends Detour {
  private final AtomicInteger toLose;

  LostAnswers(int server, int toLose) throws IOException {
    super(server);
    this.toLose = new AtomicInteger(toLose);
  }

  int left() {
    return Math.max(0, toLose.get());
  }

  @Override
  void pass(InputStream answers, OutputStream client) throws IOException {
    byte[] some = new byte[8192];
    for (int n = answers.read(some); n >= 0; n = answers.read(some)) {
      if (toLose.getAndDecrement() > 0) {
        return;
      }
      client.write(some, 0, n);
      client.flush();
    }
  }
}
