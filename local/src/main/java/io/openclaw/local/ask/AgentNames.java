package io.openclaw.local.ask;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.EventJson;
import io.openclaw.event.StepAttempt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How agents are shown: their emoji and name, from the gateway's list of agents. */
final class AgentNames {
  private final Map<String, String> labels;

  AgentNames(Map<String, String> labels) {
    this.labels = Map.copyOf(labels);
  }

  /** No names at all when the gateway does not tell; agents are then shown by their ids. */
  static AgentNames fetch(HttpClient client, URI gateway, String token)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve("/v1/agents"))
            .timeout(Duration.ofSeconds(5))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? parse(EventJson.mapper().readTree(response.body()))
          : new AgentNames(Map.of());
    } catch (IOException e) {
      return new AgentNames(Map.of());
    }
  }

  /** Takes the list itself, or an object that has it as {@code agents}. */
  static AgentNames parse(JsonNode answer) {
    JsonNode list = answer.isArray() ? answer : answer.path("agents");
    Map<String, String> labels = new HashMap<>();
    for (JsonNode agent : list) {
      String id = agent.path("id").asText();
      String emoji = agent.path("emoji").asText(agent.path("identity").path("emoji").asText(""));
      String name = agent.path("name").asText(id);
      labels.put(id, PlainText.of(emoji.isBlank() ? name : emoji + " " + name));
    }
    return new AgentNames(labels);
  }

  String of(String agentId) {
    return agentId.equals(StepAttempt.SHARED)
        ? "shared skill"
        : labels.getOrDefault(agentId, agentId);
  }
}
