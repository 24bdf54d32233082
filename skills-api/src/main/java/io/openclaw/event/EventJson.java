package io.openclaw.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON form of the event model: times and durations in ISO 8601, nulls left out, unknown
 * members ignored so that an older reader understands a newer writer.
 */
public final class EventJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          // As two escapes, a character beyond U+FFFF in a member's name is not read again.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventJson() {}

  /** For the few who embed events in documents of their own. Not to be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  public static byte[] write(Object event) {
    try {
      return MAPPER.writerFor(streamOf(event)).writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + event.getClass().getName(), e);
    }
  }

  public static String writeString(Object event) {
    return new String(write(event), StandardCharsets.UTF_8);
  }

  /**
   * Reads an event of one stream.
   *
   * @throws MalformedEventException when the bytes are no JSON, of an unknown type, or incomplete
   */
  public static <T> T read(byte[] json, Class<T> stream) throws MalformedEventException {
    try {
      T event = MAPPER.readValue(json, stream);
      if (event == null) {
        throw new MalformedEventException("no " + stream.getSimpleName() + ": null");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new MalformedEventException(
          "no " + stream.getSimpleName() + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new MalformedEventException("no " + stream.getSimpleName() + ": " + e.getMessage(), e);
    }
  }

  /** The stable type name, as in the {@code type} member and the {@code ce_type} header. */
  public static String typeOf(Object event) {
    JsonTypeName name = event.getClass().getAnnotation(JsonTypeName.class);
    if (name == null) {
      throw new IllegalArgumentException(event.getClass().getName() + " has no type name");
    }
    return name.value();
  }

  private static Class<?> streamOf(Object event) {
    Class<?>[] interfaces = event.getClass().getInterfaces();
    return interfaces.length == 1 && interfaces[0].isSealed() ? interfaces[0] : event.getClass();
  }
}
