package io.openclaw.orchestrator.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.ValueReference;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a step with {@code for_each} has to know of its list, which may be a reference to one: then
 * its elements are references as well, and whoever does the step reads them.
 */
final class Lists {
  private Lists() {}

  /** How many elements there are; null where the value is no list, or may be one but is unread. */
  static @Nullable Integer size(@Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    ValueReference reference = ValueReference.of(value);
    if (reference != null) {
      return reference.length();
    }
    return value.isArray() ? (Integer) value.size() : null;
  }

  /**
   * @param index less than the {@link #size}
   */
  static JsonNode element(JsonNode list, int index) {
    ValueReference reference = ValueReference.of(list);
    return reference == null ? list.get(index) : reference.element(index).toJson();
  }

  /** For a person: {@code object}, {@code string} … */
  static String typeOf(JsonNode value) {
    ValueReference reference = ValueReference.of(value);
    if (reference == null) {
      return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
    return reference.type() == null
        ? "unknown, since it is an element of a list that is stored apart for its size"
        : reference.type();
  }
}
