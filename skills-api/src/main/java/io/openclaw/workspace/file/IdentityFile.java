package io.openclaw.workspace.file;

import com.google.re2j.Pattern;
import io.openclaw.workspace.Identity;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Place;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IDENTITY.md: lines such as {@code - Name: Ada} or {@code **Emoji:** 🚀} between any others. The
 * last value of a label wins.
 */
public final class IdentityFile {
  private static final Pattern MARKS = Pattern.compile("[*_`]");
  private static final Pattern EDGES = Pattern.compile("^[*_`\\s]+|[*_`\\s]+$");

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
        String label = MARKS.matcher(content.substring(0, colon)).replaceAll("").strip();
        String value = EDGES.matcher(content.substring(colon + 1)).replaceAll("");
        if (!value.isEmpty()) {
          Place at = new Place(file, number, line.indexOf(value) + 1);
          identity.values.put(label.toLowerCase(Locale.ROOT), new Name(value, at));
        }
      }
    }
    return identity;
  }

  public @Nullable Name id() {
    return values.get("id");
  }

  public @Nullable Name version() {
    return values.get("version");
  }

  public Identity identity(String fallbackName) {
    String name = value("name");
    return new Identity(
        name == null ? fallbackName : name,
        value("emoji"),
        value("creature"),
        value("vibe"),
        value("theme"),
        value("avatar"),
        value("tier"),
        value("version"));
  }

  private @Nullable String value(String label) {
    Name value = values.get(label);
    return value == null ? null : value.value();
  }
}
