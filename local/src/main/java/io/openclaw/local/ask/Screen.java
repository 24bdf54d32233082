package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of several speakers who talk at the same time, each with its prefix. On a terminal the text
 * of one speaker is shown as it comes; what others say meanwhile is shown line by line. Where the
 * output is no terminal all of it comes in whole lines. Not thread-safe.
 */
final class Screen {
  private final Terminal terminal;
  private final Map<String, StringBuilder> pending = new LinkedHashMap<>();
  private @Nullable String open;
  private int column;

  Screen(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  /** Whole lines, each with the prefix. */
  void say(String prefix, String text) {
    breakOpenLine();
    printLines(prefix, text);
  }

  /** More of what {@code speaker} says. */
  void stream(String speaker, String prefix, String text) {
    StringBuilder waiting = pending.computeIfAbsent(speaker, any -> new StringBuilder());
    waiting.append(text);
    boolean live = terminal.isInteractive() && (open == null || open.equals(speaker));
    if (live) {
      type(speaker, prefix, waiting.toString());
      waiting.setLength(0);
      return;
    }
    int end = waiting.lastIndexOf("\n");
    if (end >= 0) {
      breakOpenLine();
      printLines(prefix, waiting.substring(0, end));
      waiting.delete(0, end + 1);
    }
  }

  /** {@code speaker} has come to an end of sorts; what it said last is shown. */
  void finish(String speaker, String prefix) {
    if (speaker.equals(open)) {
      breakOpenLine();
    }
    StringBuilder waiting = pending.remove(speaker);
    if (waiting != null && !waiting.isEmpty()) {
      breakOpenLine();
      printLines(prefix, waiting.toString());
    }
  }

  private void type(String speaker, String prefix, String text) {
    StringBuilder shown = new StringBuilder();
    int left = DisplayWidth.of(prefix.replaceAll("\u001b\\[[0-9;]*m", ""));
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      at += Character.charCount(codePoint);
      if (codePoint == '\n') {
        shown.append(open == null ? prefix + "\n" : "\n");
        open = null;
        continue;
      }
      int width = DisplayWidth.of(codePoint);
      if (open != null && column + width > terminal.width()) {
        shown.append('\n');
        open = null;
      }
      if (open == null) {
        shown.append(prefix);
        column = left;
        open = speaker;
      }
      shown.appendCodePoint(codePoint);
      column += width;
    }
    terminal.out().print(shown);
    terminal.out().flush();
  }

  private void breakOpenLine() {
    if (open != null) {
      terminal.out().println();
      open = null;
    }
  }

  private void printLines(String prefix, String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().forEach(line -> lines.append((prefix + line).stripTrailing()).append('\n'));
    terminal.out().print(lines);
    terminal.out().flush();
  }
}
