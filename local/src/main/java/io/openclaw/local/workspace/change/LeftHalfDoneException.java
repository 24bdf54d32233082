package io.openclaw.local.workspace.change;

import java.io.IOException;

/** A change failed, and so did a part of taking it back: what is left has to be looked at. */
public final class LeftHalfDoneException extends IOException {
  private static final long serialVersionUID = 1L;

  LeftHalfDoneException(IOException cause) {
    super("a part of the change could not be taken back: " + cause, cause);
  }
}
