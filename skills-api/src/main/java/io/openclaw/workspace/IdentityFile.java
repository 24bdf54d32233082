package io.openclaw.workspace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IDENTITY.md: lines such as {@code - Name: Ada} or {@code **Emoji:** 🚀} between any others. The
 * last value of a label wins.
 */
final class IdentityFile {
  private final Map<String, Name> values = new HashMap<>();

  private IdentityFile() {}

  static IdentityFile parse(String file, String text) {
    IdentityFile identity = new IdentityFile();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.strip();
      if (content.startsWith("-")) {
        content = content.substring(1);
      }
      int colon = content.indexOf(':');
      if (colon > 0) {
        String label = content.substring(0, colon).replaceAll("[*_`]", "").strip();
        String value = content.substring(colon + 1).replaceAll("^[*_`\\s]+|[*_`\\s]+$", "");
        if (!value.isEmpty()) {
          Place at = new Place(file, number, line.indexOf(value) + 1);
          identity.values.put(label.toLowerCase(Locale.ROOT), new Name(value, at));
        }
      }
    }
    return identity;
  }

  @Nullable Name id() {
    return values.get("id");
  }

  @Nullable Name version() {
    return values.get("version");
  }

  Identity identity(String fallbackName) {
    String name = value("name");
    return new Identity(
        name == null ? fallbackName : name, value("emoji"), value("tier"), value("version"));
  }

  private @Nullable String value(String label) {
    Name value = values.get(label);
    return value == null ? null : value.value();
  }
}
