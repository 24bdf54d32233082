package io.openclaw.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes for a person to read: as text where they are UTF-8, else in Base64.
 *
 * @param text null where the bytes are none
 * @param base64 null where they are text
 */
public record Content(@Nullable String text, @Nullable String base64) {
  public Content {
    if ((text == null) == (base64 == null)) {
      throw new IllegalArgumentException("either text or base64");
    }
  }

  public static Content of(byte[] bytes) {
    try {
      return new Content(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), null);
    } catch (CharacterCodingException _) {
      return new Content(null, Base64.getEncoder().encodeToString(bytes));
    }
  }
}
