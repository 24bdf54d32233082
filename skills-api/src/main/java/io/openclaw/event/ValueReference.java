package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a value that is too large to be carried along and lies among the artifacts. As JSON it
 * is an object with the single member {@value #KEY}, wherever in an output or an input the value
 * itself would be. Nothing else in the event model has a member of that name, at any depth: the
 * gateway refuses it in a request, and a worker stores an output that has one. So a reference is
 * never mistaken for data, nor data for a reference.
 *
 * @param uri of the artifact that holds the whole value as JSON
 * @param sha256 of that artifact, lower-case hexadecimal
 * @param bytes of that artifact
 * @param type of the value: {@code array}, {@code object}, {@code string} …; null where only the
 *     artifact would tell
 * @param length of the value where it is an array, else null
 * @param element the value is this element of the array in the artifact; null: it is all of it
 */
public record ValueReference(
    String uri,
    String sha256,
    long bytes,
    @Nullable String type,
    @Nullable Integer length,
    @Nullable Integer element) {

  /** Reserved in the event model for references. */
  public static final String KEY = "$stored";

  public ValueReference {
    requireNonNull(uri, "uri is null");
    requireNonNull(sha256, "sha256 is null");
    if (element != null && element < 0) {
      throw new IllegalArgumentException("element is negative: " + element);
    }
  }

  /** Refers to a value that an artifact holds. */
  public static ValueReference to(Artifact artifact, JsonNode value) {
    return new ValueReference(
        artifact.uri(),
        artifact.sha256(),
        artifact.size(),
        value.getNodeType().name().toLowerCase(Locale.ROOT),
        value.isArray() ? value.size() : null,
        null);
  }

  /** One element of the array that this one refers to. */
  public ValueReference element(int index) {
    return new ValueReference(uri, sha256, bytes, null, null, index);
  }

  /** The reference that a value is; null where it is none, or a broken one. */
  public static @Nullable ValueReference of(JsonNode value) {
    JsonNode stored = value.path(KEY);
    if (value.size() != 1
        || !stored.path("uri").isTextual()
        || !stored.path("sha256").isTextual()
        || !isWhole(stored.path("bytes"))) {
      return null;
    }
    JsonNode length = stored.path("length");
    JsonNode element = stored.path("element");
    return new ValueReference(
        stored.get("uri").textValue(),
        stored.get("sha256").textValue(),
        stored.get("bytes").longValue(),
        stored.path("type").textValue(),
        isIndex(length) ? (Integer) length.intValue() : null,
        isIndex(element) ? (Integer) element.intValue() : null);
  }

  /** Whether a value has the reserved member: it is a reference, or a broken one. */
  public static boolean isReserved(JsonNode value) {
    return value.isObject() && value.has(KEY);
  }

  /** Whether a value has the reserved member at any depth. */
  public static boolean occursIn(JsonNode value) {
    if (isReserved(value)) {
      return true;
    }
    for (JsonNode child : value) {
      if (occursIn(child)) {
        return true;
      }
    }
    return false;
  }

  public ObjectNode toJson() {
    ObjectNode stored = JsonNodeFactory.instance.objectNode();
    stored.put("uri", uri).put("sha256", sha256).put("bytes", bytes);
    if (type != null) {
      stored.put("type", type);
    }
    if (length != null) {
      stored.put("length", length);
    }
    if (element != null) {
      stored.put("element", element);
    }
    return JsonNodeFactory.instance.objectNode().set(KEY, stored);
  }

  private static boolean isWhole(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0;
  }

  private static boolean isIndex(JsonNode number) {
    return isWhole(number) && number.canConvertToInt();
  }
}
