package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code server:} of a skill: where its MCP server is.
 *
 * @param command of a server that is a program; empty for one that is not
 * @param secrets names of those that stand in its headers
 */
record ServerEntry(Address address, List<Name> command, List<Name> secrets) {
  private static final Scalar<URI> ADDRESS =
      Scalar.parsed(
          "an address such as https://mcp.example.com/mcp",
          URI.create(""),
          "https?://[!-~]+",
          ServerEntry::parse);

  private static final OptionalKey<URI> URL =
      OptionalKey.of("url", ADDRESS, "Address of a server that speaks streamable HTTP.");
  private static final Key<List<Name>> COMMAND =
      withDefault(
          "command",
          CommandEntry.WORDS,
          List.of(),
          "What is started for a call and speaks on its standard input and output. A program by its"
              + " name, or ./ and a file of the skill; then its arguments.");

  /** Empty where none can be meant, which has been reported then. */
  static final Shape<Optional<ServerEntry>> SERVER =
      Shape.of(
          "Where an MCP server is: a url or a command.",
          ServerEntry::read,
          URL,
          COMMAND,
          ServerHeaders.HEADERS);

  private static Optional<ServerEntry> read(YamlMap map) {
    URI url = map.get(URL);
    List<Name> command = map.get(COMMAND);
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
      return ServerHeaders.read(map)
          .map(headers ->
              new ServerEntry(
                  new Address.Http(url, headers), List.of(), ServerHeaders.secrets(map)));
    }
    if (map.has(ServerHeaders.HEADERS)) {
      map.problem(
          ServerHeaders.HEADERS,
          ProblemCode.INVALID_VALUE,
          "\"headers\" means nothing with a \"command\": it belongs to a \"url\"; remove it");
      return Optional.empty();
    }
    if (command.isEmpty()) {
      map.problem(COMMAND, ProblemCode.INVALID_VALUE, "\"command\" must name a program");
      return Optional.empty();
    }
    List<String> words = command.stream().map(Name::value).toList();
    return Optional.of(new ServerEntry(new Address.Stdio(words), command, List.of()));
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
