package io.openclaw.worker.value;

import io.openclaw.event.Artifact;
import io.openclaw.worker.artifact.AttemptArtifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Closing words are for people, who want to read them and not a reference: of those that are too
 * long the beginning stays, and says where the whole is.
 */
final class LongText {
  private static final String NAME = "text.md";
  private static final String MEDIA_TYPE = "text/markdown; charset=utf-8";

  /** For what is said at the end. */
  private static final int ROOM = 400;

  private LongText() {}

  /**
   * @param limit in bytes of UTF-8
   */
  static String of(String text, long limit, AttemptArtifacts artifacts) throws IOException {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    if (whole.length <= limit) {
      return text;
    }
    Artifact artifact = artifacts.keep(NAME, MEDIA_TYPE, whole);
    return beginning(whole, (int) Math.max(0, limit - ROOM))
        + "\n\n… (%d bytes in all; the whole is in the artifact %s)"
            .formatted(whole.length, artifact.name());
  }

  /** Whole characters only. */
  private static String beginning(byte[] whole, int most) {
    int end = Math.min(most, whole.length);
    while (end > 0 && end < whole.length && (whole[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(whole, 0, end, StandardCharsets.UTF_8);
  }
}
