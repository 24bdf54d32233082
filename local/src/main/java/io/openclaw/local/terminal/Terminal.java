package io.openclaw.local.terminal;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Standard output and error as UTF-8 whatever the locale, with colours where a person looks at a
 * terminal. The {@code openclaw} script, which can see that cheaply, says by {@code
 * OPENCLAW_COLUMNS} that standard output is a terminal and how wide it is. Thread-safe by whole
 * {@code print} calls.
 */
public final class Terminal {
  private static final int LARGEST_BUFFER = 8192;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean colours;
  private final int width;

  /**
   * @param width in columns; 0 when the output is no terminal
   */
  public Terminal(PrintStream out, PrintStream err, boolean colours, int width) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.colours = colours;
    this.width = width;
  }

  public static Terminal of(Map<String, String> environment) {
    String columns = environment.getOrDefault("OPENCLAW_COLUMNS", "");
    int width = columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 0;
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || "dumb".equals(environment.get("TERM"));
    return new Terminal(
        utf8(FileDescriptor.out), utf8(FileDescriptor.err), width > 0 && !plain, width);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** 0 when the output is no terminal. */
  public int width() {
    return width;
  }

  public boolean isInteractive() {
    return width > 0;
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  /** One of a few colours that are told apart well; the same index, the same colour. */
  public String coloured(int index, String text) {
    String[] codes = {"36", "35", "34", "32", "33", "96", "95", "94"};
    return styled(codes[Math.floorMod(index, codes.length)], text);
  }

  private String styled(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    OutputStream raw = new FileOutputStream(descriptor);
    return new PrintStream(
        new java.io.BufferedOutputStream(raw, LARGEST_BUFFER), true, StandardCharsets.UTF_8);
  }
}
