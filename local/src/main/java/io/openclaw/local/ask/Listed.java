package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list that the gateway gives part by part.
 *
 * @param more whether there are more than were asked for
 */
public record Listed(List<JsonNode> items, boolean more) {
  private static final int LARGEST_PART = 200;

  public Listed {
    items = List.copyOf(items);
  }

  /**
   * Asks for part after part until there are so many, or no more.
   *
   * @param member of the answer, with the part in it
   */
  public static Listed fetch(
      GatewayApi api, String path, Map<String, String> query, String member, int limit)
      throws IOException, RefusedException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    Map<String, String> part = new LinkedHashMap<>(query);
    while (true) {
      part.put("limit", Integer.toString(Math.min(limit - items.size(), LARGEST_PART)));
      JsonNode answer = api.get(path, part);
      answer.path(member).forEach(items::add);
      if (!answer.hasNonNull("next")) {
        return new Listed(items, false);
      }
      if (items.size() >= limit) {
        return new Listed(items, true);
      }
      part.put("cursor", answer.get("next").asText());
    }
  }
}
