package io.openclaw.local.workspace.yaml;

/** A YAML file is written in a way that can't be changed as a text; the message says where. */
public final class CannotEditException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotEditException(String file, int line, String message) {
    super(file + ":" + line + ": " + message);
  }
}
