package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code server:} of a skill: where its MCP server is. */
final class ServerEntry {
  private static final Scalar<URI> ADDRESS =
      Scalar.parsed(
          "an address such as https://mcp.example.com/mcp",
          URI.create(""),
          "https?://[!-~]+",
          ServerEntry::parse);

  private static final OptionalKey<URI> URL =
      OptionalKey.of("url", ADDRESS, "Address of a server that speaks streamable HTTP.");
  private static final Key<List<String>> COMMAND =
      withDefault(
          "command",
          new ListOf<>(Scalar.TEXT),
          List.of(),
          "A program and its arguments that speaks on standard input and output.");

  /** Empty where none can be meant, which has been reported then. */
  static final Shape<Optional<Address>> SERVER =
      Shape.of("Where an MCP server is: a url or a command.", ServerEntry::read, URL, COMMAND);

  private ServerEntry() {}

  private static Optional<Address> read(YamlMap map) {
    URI url = map.get(URL);
    List<String> command = map.get(COMMAND);
    if (map.has(URL) == map.has(COMMAND)) {
      map.problem(
          map.at(),
          ProblemCode.INVALID_VALUE,
          "\"server\" must have either a \"url\" or a \"command\"");
      return Optional.empty();
    }
    if (url != null && url.getUserInfo() != null) {
      // One with a password is reported wherever it stands in a file.
      if (url.getUserInfo().indexOf(':') < 0) {
        map.problem(URL, ProblemCode.INVALID_VALUE, "\"url\" must have no name before its host");
      }
      return Optional.empty();
    }
    if (url != null) {
      return Optional.of(new Address.Http(url));
    }
    if (command.isEmpty()) {
      map.problem(COMMAND, ProblemCode.INVALID_VALUE, "\"command\" must name a program");
      return Optional.empty();
    }
    return Optional.of(new Address.Stdio(command));
  }

  private static @Nullable URI parse(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null && url.getFragment() == null ? url : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
