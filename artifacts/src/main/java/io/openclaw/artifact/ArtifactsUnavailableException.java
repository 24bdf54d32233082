package io.openclaw.artifact;

import java.io.IOException;

/** The store cannot be reached, or refuses; the message says which, why, and how to mend it. */
public final class ArtifactsUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  ArtifactsUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
