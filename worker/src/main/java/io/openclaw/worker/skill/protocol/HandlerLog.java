package io.openclaw.worker.skill.protocol;

import io.openclaw.worker.skill.SkillCall;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * What a handler writes to the worker's log, in short lines that say whose they are, and not in too
 * many. Thread-safe.
 */
public final class HandlerLog {
  private static final Logger LOG = Logger.getLogger(HandlerLog.class);
  private static final int LONGEST_TEXT = 500;

  /** Lines that one call may write. */
  private static final int MOST_LINES = 1_000;

  private final SkillCall call;
  private final AtomicInteger written = new AtomicInteger();

  public HandlerLog(SkillCall call) {
    this.call = call;
  }

  /**
   * Writes a line.
   *
   * @param level as handlers name it; {@code info} where it is none
   */
  public void write(String level, String message) {
    int line = written.incrementAndGet();
    if (line == MOST_LINES + 1) {
      LOG.warnf("A handler goes on logging; no more of it is kept. handler=%s", call.tool().id());
    }
    if (line > MOST_LINES) {
      return;
    }
    write(
        switch (level.toLowerCase(Locale.ROOT)) {
          case "debug" -> Logger.Level.DEBUG;
          case "warn", "warning" -> Logger.Level.WARN;
          case "error" -> Logger.Level.ERROR;
          default -> Logger.Level.INFO;
        },
        message);
  }

  /** Writes a line of the worker's own about the handler; these are not counted. */
  void write(Logger.Level level, String message) {
    LOG.logf(
        level,
        "%s handler=%s taskId=%s",
        shortened(message),
        call.tool().id(),
        call.scope().taskId());
  }

  /** No longer than anybody reads. */
  public static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
