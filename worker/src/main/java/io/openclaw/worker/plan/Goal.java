package io.openclaw.worker.plan;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Attachment;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.worker.skill.Language;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step is to come to.
 *
 * @param request the user's own words
 * @param instruction what the step is about
 * @param inputs outputs of earlier steps and inputs of the request, by name
 * @param attachments the files of the request
 * @param expectedOutput the name of the output it must come to; null for free work
 * @param language of the request
 */
public record Goal(
    String request,
    String instruction,
    Map<String, JsonNode> inputs,
    List<Attachment> attachments,
    @Nullable String expectedOutput,
    Language language) {
  public Goal {
    requireNonNull(request, "request is null");
    requireNonNull(instruction, "instruction is null");
    inputs = Map.copyOf(inputs);
    attachments = List.copyOf(attachments);
    requireNonNull(language, "language is null");
  }

  /**
   * What a step is to come to.
   *
   * @param inputs of the step, each of them the value itself
   */
  public static Goal of(RunStep step, Map<String, JsonNode> inputs) {
    return new Goal(
        step.request(),
        step.instruction(),
        inputs,
        step.attachments(),
        step.expectedOutput(),
        Language.of(step.request()));
  }
}
