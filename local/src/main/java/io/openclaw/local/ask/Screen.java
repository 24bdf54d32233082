package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.terminal.DisplayWidth;
import io.openclaw.local.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of several speakers who talk at the same time, each with its prefix. On a terminal the text
 * of one speaker is shown as it comes; what others say meanwhile is shown line by line. Where the
 * output is no terminal all of it comes in whole lines. Not thread-safe.
 */
final class Screen {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final Terminal terminal;
  private final Map<String, StringBuilder> pending = new LinkedHashMap<>();
  private @Nullable String open;
  private String openPrefix = "";
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
    if (terminal.isInteractive() && (open == null || open.equals(speaker))) {
      // The last word may go on, and it must be known as a whole to see whether it fits.
      int end = Words.whole(waiting.toString());
      type(speaker, prefix, waiting.substring(0, end));
      waiting.delete(0, end);
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
    for (String word : Words.of(text)) {
      if (word.equals("\n")) {
        shown.append(open == null ? prefix + "\n" : "\n");
        open = null;
      } else {
        place(shown, speaker, prefix, word);
      }
    }
    terminal.out().print(shown);
    terminal.out().flush();
  }

  /** Puts a word on the open line of {@code speaker}, or on a new one where it does not fit. */
  private void place(StringBuilder shown, String speaker, String prefix, String word) {
    int left = DisplayWidth.of(COLOUR.matcher(prefix).replaceAll(""));
    int width = DisplayWidth.of(COLOUR.matcher(word).replaceAll(""));
    if (open != null && column + width > width()) {
      if (word.equals(" ")) {
        // The line end stands for it.
        column = width();
        return;
      }
      shown.append('\n');
      open = null;
    }
    if (open == null) {
      shown.append(prefix);
      column = left;
      open = speaker;
      openPrefix = prefix;
    }
    boolean breakable = word.codePointCount(0, word.length()) > 1 && word.indexOf('\u001b') < 0;
    if (breakable && width > width() - left) {
      word.codePoints().forEach(c -> place(shown, speaker, prefix, Character.toString(c)));
      return;
    }
    shown.append(word);
    column += width;
  }

  private int width() {
    return terminal.isInteractive() ? terminal.width() : Integer.MAX_VALUE;
  }

  private void breakOpenLine() {
    String speaker = open;
    if (speaker != null) {
      StringBuilder waiting = pending.get(speaker);
      if (waiting != null) {
        type(speaker, openPrefix, waiting.toString());
        waiting.setLength(0);
      }
      terminal.out().println();
      open = null;
    }
  }

  /** Only while no line is open. */
  private void printLines(String prefix, String text) {
    StringBuilder shown = new StringBuilder();
    text.lines()
        .map(String::stripTrailing)
        .forEach(line -> {
          Words.of(line).forEach(word -> place(shown, "", prefix, word));
          shown.append(open == null ? prefix.stripTrailing() + "\n" : "\n");
          open = null;
        });
    terminal.out().print(shown);
    terminal.out().flush();
  }
}
