package io.openclaw.local.process;

import java.nio.file.Path;
import java.util.List;

/** A process that did not become ready. The message names it, the reason and its last words. */
public final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LAST_LINES = 20;

  public StartFailedException(String message) {
    super(message);
  }

  /** With what the process has said behind {@code start} in its log. */
  static StartFailedException of(String name, String trouble, Path log, long start) {
    List<String> tail = LogFiles.tail(log, LAST_LINES, start);
    StringBuilder text = new StringBuilder(name + " did not start: " + trouble);
    if (!tail.isEmpty()) {
      text.append("\nthe last lines of ").append(log).append(":");
      tail.forEach(line -> text.append("\n  ").append(line));
    }
    return new StartFailedException(text.toString());
  }
}
