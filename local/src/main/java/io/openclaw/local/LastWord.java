package io.openclaw.local;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** What a command says when Ctrl-C ends it before its work is done; closed when it is done. */
final class LastWord implements AutoCloseable {
  static final String STARTING =
      "OpenClaw goes on starting: ./openclaw status shows it, ./openclaw down stops it";

  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * @param words what goes on without the command
   */
  LastWord(Context context, Supplier<String> words) {
    Thread hook =
        new Thread(
            () -> {
              if (!over.get()) {
                context.complain("\n" + words.get());
              }
            },
            "last-word");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    over.set(true);
  }
}
