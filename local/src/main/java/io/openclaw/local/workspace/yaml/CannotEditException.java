package io.openclaw.local.workspace.yaml;

/** A YAML file is written in a way that can't be changed as a text; the message says where. */
public final class CannotEditException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String reason;

  CannotEditException(String file, int line, String reason) {
    super(file + ":" + line + ": " + reason);
    this.line = line;
    this.reason = reason;
  }

  /** From 1. */
  public int line() {
    return line;
  }

  /** The message without the place. */
  public String reason() {
    return reason;
  }
}
