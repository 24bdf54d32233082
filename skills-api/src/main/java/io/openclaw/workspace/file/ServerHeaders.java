package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.MapOf;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Word;
import io.openclaw.workspace.yaml.YamlMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code headers:} of an MCP server: what every request carries. */
final class ServerHeaders {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,1024}");
  private static final Pattern SECRET = Pattern.compile("\\$\\{([^}]*)}");

  /** What the protocol itself says with each request, or what is between neighbours. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i)accept|accept-encoding|connection|content-.*|expect|host|keep-alive|last-event-id"
              + "|mcp-.*|proxy-.*|te|trailer|transfer-encoding|upgrade|user-agent");

  static final Key<Map<String, Name>> HEADERS =
      Key.withDefault(
          "headers",
          new MapOf<>(Word.ANY),
          Map.of(),
          "With a url: headers of each request, by name. ${NAME} in a value is put in by the egress"
              + " proxy: one of the secrets that the skill's registry entry lists.");

  private ServerHeaders() {}

  /** Empty where one cannot be meant; that is told without what it says, which may be a secret. */
  static Optional<Map<String, String>> read(YamlMap map) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, Name> header : map.get(HEADERS).entrySet()) {
      String value = header.getValue().value();
      String fault = fault(header.getKey(), value);
      if (fault != null) {
        map.problem(HEADERS, ProblemCode.INVALID_VALUE, fault);
        return Optional.empty();
      }
      headers.put(header.getKey(), value);
    }
    return Optional.of(headers);
  }

  /** The names of the secrets that stand in them. */
  static List<Name> secrets(YamlMap map) {
    List<Name> secrets = new ArrayList<>();
    for (Name header : map.get(HEADERS).values()) {
      for (Matcher found = SECRET.matcher(header.value()); found.find(); ) {
        secrets.add(new Name(found.group(1), header.at()));
      }
    }
    return secrets;
  }

  private static @Nullable String fault(String name, String value) {
    if (!HEADER.matcher(name).matches()) {
      return "a name under \"headers\" must be that of a header, such as Authorization, not "
          + Name.quote(name);
    }
    if (RESERVED.matcher(name).matches()) {
      return "%s under \"headers\" is a header that the protocol needs itself; remove it"
          .formatted(Name.quote(name));
    }
    return VALUE.matcher(value).matches()
        ? null
        : "%s under \"headers\" must have one line of at most 1024 characters of ASCII"
            .formatted(Name.quote(name));
  }
}
