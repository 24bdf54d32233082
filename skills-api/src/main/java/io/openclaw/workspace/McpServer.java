package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * The MCP server whose tools a skill's handlers are.
 *
 * @param tools names of the tools by handler, where they have other names than their handlers
 */
public record McpServer(Address address, Map<String, String> tools) {

  /** How it is reached. */
  public sealed interface Address {

    /**
     * Streamable HTTP.
     *
     * @param headers that every request carries; {@code ${NAME}} in a value stands for a secret
     *     that the skill registry lets the skill use
     */
    record Http(URI url, Map<String, String> headers) implements Address {
      public Http {
        requireNonNull(url, "url is null");
        headers = Map.copyOf(headers);
      }

      public Http(URI url) {
        this(url, Map.of());
      }
    }

    /**
     * A program that speaks on its standard input and output.
     *
     * @param command the program and its arguments; what begins with {@code ./} is a file of the
     *     skill
     */
    record Stdio(List<String> command) implements Address {
      public Stdio {
        command = List.copyOf(command);
        if (command.isEmpty()) {
          throw new IllegalArgumentException("command is empty");
        }
      }
    }
  }

  public McpServer {
    requireNonNull(address, "address is null");
    tools = Map.copyOf(tools);
  }

  /** The tool behind a handler. */
  public String tool(String handler) {
    return tools.getOrDefault(handler, handler);
  }
}
