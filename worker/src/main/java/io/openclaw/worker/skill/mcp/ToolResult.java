package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.EventJson;
import io.openclaw.worker.artifact.AttemptArtifacts.Announced;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a handler's output of a tool's result. Structured content is the output. Without it, text
 * is the value of the one text that the handler declares; else, where it is a JSON object, the
 * output; else the output's {@code text}. Images, sound and resources are artifacts, which such an
 * output lists under {@code files}.
 */
final class ToolResult {
  private static final String TEXT = "text";
  private static final String FILES = "files";

  private final SkillCall call;
  private final ObjectNode result;
  private final ResultFiles files;
  private final List<String> texts = new ArrayList<>();

  private ToolResult(SkillCall call, ObjectNode result) {
    this.call = call;
    this.result = result;
    this.files = new ResultFiles(call.artifactsDir());
  }

  /**
   * Reads a result.
   *
   * @throws IOException where its files cannot be written
   */
  static Answer of(SkillCall call, ObjectNode result) throws IOException, Refusal {
    return new ToolResult(call, result).answer();
  }

  private Answer answer() throws IOException, Refusal {
    boolean isError = result.path("isError").asBoolean();
    for (JsonNode content : result.path("content")) {
      take(content, isError);
    }
    if (isError) {
      return new Answer.Refused(
          FailureCode.HANDLER_FAILED.failure(call.tool().id() + ": " + String.join("\n", texts)));
    }
    List<Announced> announced = files.announced();
    return result.get("structuredContent") instanceof ObjectNode output
        ? new Answer.Output(output, announced)
        : new Answer.Output(withFiles(ofText(String.join("\n", texts)), announced), announced);
  }

  private void take(JsonNode content, boolean isError) throws IOException, Refusal {
    switch (content.path("type").asText()) {
      case "text" -> texts.add(content.path(TEXT).asText());
      case "resource_link" -> {
        if (!files.isOwn(content)) {
          texts.add(content.path("uri").asText());
        } else if (!isError) {
          files.announce(content);
        }
      }
      case "image", "audio", "resource" -> {
        if (!isError) {
          files.write(content);
        }
      }
      default ->
          throw new Refusal(FailureCode.BAD_PROTOCOL, "the result has content of an unknown type");
    }
  }

  private ObjectNode ofText(String text) {
    String name = onlyText(call.tool().handler().outputs());
    if (name != null) {
      return Messages.empty().put(name, text);
    }
    ObjectNode object = object(text);
    return object != null ? object : texts.isEmpty() ? Messages.empty() : plain(text);
  }

  private static ObjectNode plain(String text) {
    return Messages.empty().put(TEXT, text);
  }

  /** The name of the output that is declared, where it is one text alone. */
  private static @Nullable String onlyText(JsonNode outputs) {
    JsonNode properties = outputs.path("properties");
    List<String> texts = new ArrayList<>();
    int others = 0;
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      if (property.getValue().path("type").asText().equals("string")) {
        texts.add(property.getKey());
      } else if (!property.getKey().equals(FILES)) {
        others++;
      }
    }
    return texts.size() == 1 && others == 0 ? texts.getFirst() : null;
  }

  private static @Nullable ObjectNode object(String text) {
    if (!text.strip().startsWith("{")) {
      return null;
    }
    try {
      return EventJson.mapper().readTree(text) instanceof ObjectNode object ? object : null;
    } catch (JsonProcessingException e) {
      return null; // Then it is a text like others.
    }
  }

  private static ObjectNode withFiles(ObjectNode output, List<Announced> announced) {
    if (!announced.isEmpty() && !output.has(FILES)) {
      ArrayNode list = output.putArray(FILES);
      announced.forEach(file -> list.addObject().put("artifact", file.name()));
    }
    return output;
  }
}
