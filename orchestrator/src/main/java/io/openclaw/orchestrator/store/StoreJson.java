package io.openclaw.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.event.EventJson;
import org.jspecify.annotations.Nullable;

/**
 * JSON as PostgreSQL can store it: the character U+0000, which it can't, is written as U+FFFD. What
 * leaves through the outbox is the same text, so that all see the same.
 */
final class StoreJson {
  private static final ObjectMapper MAPPER = EventJson.mapper().copy();

  static {
    MAPPER.getFactory().setCharacterEscapes(new NullEscapes());
  }

  private StoreJson() {}

  static String write(Object value, Class<?> type) {
    try {
      return MAPPER.writerFor(type).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + value.getClass().getName(), e);
    }
  }

  /**
   * Reads back what was stored.
   *
   * @throws UnreadableTaskException when the stored text is not of that type
   */
  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UnreadableTaskException(
          "stored " + type.getSimpleName() + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  static String text(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static final class NullEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final SerializableString REPLACEMENT = new SerializedString("\\uFFFD");

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] escapes = standardAsciiEscapesForJSON();
      escapes[0] = ESCAPE_CUSTOM;
      return escapes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int ch) {
      return ch == 0 ? REPLACEMENT : null;
    }
  }
}
