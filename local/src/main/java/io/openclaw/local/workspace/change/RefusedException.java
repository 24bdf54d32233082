package io.openclaw.local.workspace.change;

import java.util.List;

/** What was asked for can't be done, and nothing was changed. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final List<String> lines;

  public RefusedException(String message) {
    this(List.of(message));
  }

  public RefusedException(Exception cause) {
    super(cause.getMessage(), cause);
    this.lines = List.of(String.valueOf(cause.getMessage()));
  }

  /**
   * @param lines all that is in the way, each with the place and how to mend it
   */
  public RefusedException(List<String> lines) {
    super(String.join("\n", lines));
    this.lines = List.copyOf(lines);
  }

  public List<String> lines() {
    return lines;
  }
}
