package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.protocol.HandlerLog;
import java.util.ArrayList;
import java.util.List;

/** Finds a tool among those that a server lists. */
final class ToolList {
  /** A server may list endlessly. */
  private static final int MOST_PAGES = 100;

  private static final int MOST_NAMED = 20;

  private final Talk talk;

  ToolList(Talk talk) {
    this.talk = talk;
  }

  /**
   * The schema of a tool's inputs.
   *
   * @param server as people know it
   */
  JsonNode inputsOf(String tool, String server) throws Refusal, InterruptedException {
    List<String> others = new ArrayList<>();
    ObjectNode params = Messages.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      ObjectNode list = talk.request("tools/list", params);
      for (JsonNode listed : list.path("tools")) {
        if (listed.path("name").asText().equals(tool)) {
          return listed.path("inputSchema");
        }
        if (others.size() <= MOST_NAMED) {
          others.add(HandlerLog.shortened(listed.path("name").asText()));
        }
      }
      if (!list.path("nextCursor").isTextual()) {
        break;
      }
      params = Messages.empty();
      params.set("cursor", list.get("nextCursor"));
    }
    throw new Refusal(FailureCode.TOOL_MISSING, missing(tool, server, others));
  }

  private static String missing(String tool, String server, List<String> others) {
    String there =
        others.isEmpty()
            ? "it has none"
            : "it has " + String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size())));
    return "the MCP server %s has no tool %s: %s%s; name one of them by \"tool\" in the handler's entry of config.yaml"
        .formatted(server, tool, there, others.size() > MOST_NAMED ? ", …" : "");
  }
}
