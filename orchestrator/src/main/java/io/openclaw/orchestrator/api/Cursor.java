package io.openclaw.orchestrator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list as clients carry it from one part to the next: opaque, and good for that list
 * alone.
 */
final class Cursor {
  private static final String SEPARATOR = "\n";

  private Cursor() {}

  static String write(String list, Object... place) {
    String text =
        list
            + SEPARATOR
            + String.join(SEPARATOR, Arrays.stream(place).map(Object::toString).toList());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** What makes a place of the parts that a cursor was written with. */
  interface Place<P> {
    P of(List<String> parts);
  }

  /** Null where there is none. */
  static <P> @Nullable P read(String list, int parts, @Nullable String cursor, Place<P> place) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      List<String> all = List.of(text.split(SEPARATOR, -1));
      if (all.size() == parts + 1 && all.getFirst().equals(list)) {
        return place.of(all.subList(1, all.size()));
      }
    } catch (RuntimeException _) {
      throw wrong();
    }
    throw wrong();
  }

  private static ProblemException wrong() {
    return Fields.wrong("cursor", "is none of this list; take it from next, as it is");
  }
}
