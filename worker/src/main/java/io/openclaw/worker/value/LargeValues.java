package io.openclaw.worker.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.artifact.ArtifactAddress;
import io.openclaw.event.Artifact;
import io.openclaw.event.EventJson;
import io.openclaw.event.Result;
import io.openclaw.event.ValueReference;
import io.openclaw.worker.artifact.AttemptArtifacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps results small: an output that is too large, or that would be taken for a reference, goes to
 * the artifacts as {@code <output>.json}, and a reference takes its place. Thread-safe.
 */
public final class LargeValues {
  private static final String JSON = "application/json";

  private final long limit;
  private final long total;

  /**
   * @param limit of one output and of the text, in bytes of JSON and of UTF-8
   * @param total of all outputs that stay in the result
   */
  public LargeValues(long limit, long total) {
    this.limit = limit;
    this.total = total;
  }

  /**
   * These limits, or less where there is less room.
   *
   * @param room of all outputs, and of the text; null: there is enough
   */
  public LargeValues within(@Nullable Integer room) {
    return room == null ? this : new LargeValues(Math.min(limit, room), Math.min(total, room));
  }

  /** The result as it can be sent; the same one where nothing of it is large. */
  public Result store(Result result, AttemptArtifacts artifacts) throws IOException {
    Map<String, JsonNode> outputs = new LinkedHashMap<>();
    List<Output> inline = new ArrayList<>();
    for (Map.Entry<String, JsonNode> named : result.outputs().entrySet()) {
      Output output = new Output(named.getKey(), named.getValue(), json(named.getValue()));
      outputs.put(output.name, output.value);
      if (output.json.length > limit || ValueReference.occursIn(output.value)) {
        outputs.put(output.name, output.store(artifacts));
      } else {
        inline.add(output);
      }
    }
    inline.sort(Comparator.comparingInt(output -> output.json.length));
    long sum = inline.stream().mapToLong(output -> output.json.length).sum();
    for (Output largest : inline.reversed()) {
      if (sum > total) {
        outputs.put(largest.name, largest.store(artifacts));
        sum -= largest.json.length;
      }
    }
    String text = LongText.of(result.text(), limit, artifacts);
    return new Result(text, outputs, artifacts.all());
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared, and of one call only.
  private record Output(String name, JsonNode value, byte[] json) {

    JsonNode store(AttemptArtifacts artifacts) throws IOException {
      String file = name + ".json";
      Artifact artifact =
          artifacts.keep(ArtifactAddress.isPlain(file) ? file : "output.json", JSON, json);
      return ValueReference.to(artifact, value).toJson();
    }
  }

  private static byte[] json(JsonNode value) {
    try {
      return EventJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write a value that was read", e);
    }
  }
}
