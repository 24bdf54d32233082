package io.openclaw.worker.artifact;

import java.io.IOException;

/** What an artifact holds is not what was put there. */
public final class CorruptArtifactException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptArtifactException(String uri, String why) {
    super(uri + " is not as it was stored: " + why);
  }
}
