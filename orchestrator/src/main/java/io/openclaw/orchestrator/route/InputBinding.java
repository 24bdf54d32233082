package io.openclaw.orchestrator.route;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Attachment;
import io.openclaw.event.Failure;
import io.openclaw.workspace.Workflow;
import io.openclaw.workspace.Workflow.InputType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives a workflow's inputs their values: what the request sets explicitly, then the files that it
 * names. A file goes to the input whose name it bears, else to a required input that accepts its
 * ending, else to an optional one that asks for its ending; never to two, and never to an optional
 * input that takes anything, since that would be a guess.
 */
final class InputBinding {
  private final Workflow workflow;
  private final Attachments attachments;
  private final Attachments.Found found;
  private final Map<String, JsonNode> bound;
  private final List<Attachment> free;

  /** What came of it. */
  sealed interface Outcome {
    record Bound(Map<String, JsonNode> inputs) implements Outcome {
      public Bound {
        inputs = Map.copyOf(inputs);
      }
    }

    record Wrong(Failure cause) implements Outcome {
      public Wrong {
        requireNonNull(cause, "cause is null");
      }
    }
  }

  private InputBinding(
      Workflow workflow,
      Map<String, JsonNode> explicit,
      Attachments attachments,
      Attachments.Found found) {
    this.workflow = workflow;
    this.attachments = attachments;
    this.found = found;
    this.bound = new LinkedHashMap<>(explicit);
    this.free = new ArrayList<>(found.files());
  }

  static Outcome bind(
      Workflow workflow,
      Map<String, JsonNode> explicit,
      Attachments attachments,
      Attachments.Found found) {
    return new InputBinding(workflow, explicit, attachments, found).bind();
  }

  private Outcome bind() {
    Failure wrong = checkExplicit();
    if (wrong != null) {
      return new Outcome.Wrong(wrong);
    }
    for (Workflow.Input input : unboundFiles()) {
      take(input, file -> bears(file, input.name()));
    }
    for (Workflow.Input input : unboundFiles()) {
      if (input.required()) {
        take(input, _ -> true);
      }
    }
    for (Workflow.Input input : unboundFiles()) {
      if (!input.accepts().isEmpty()) {
        take(input, _ -> true);
      }
    }
    for (Workflow.Input input : workflow.inputs().values()) {
      if (input.required() && !bound.containsKey(input.name())) {
        return new Outcome.Wrong(missing(input));
      }
    }
    return new Outcome.Bound(bound);
  }

  private @Nullable Failure checkExplicit() {
    for (Workflow.Input input : workflow.inputs().values()) {
      JsonNode value = bound.get(input.name());
      if (value != null && input.type() == InputType.LIST && !value.isArray()) {
        return invalid(input, "must be a list, and is " + value);
      }
      if (value != null && input.type() == InputType.FILE) {
        Attachment file = value.isTextual() ? attachments.of(value.textValue()) : null;
        if (file == null) {
          return invalid(
              input, "must be the path of a file under workspace/datasets, and is " + value);
        }
        if (!accepts(input, file)) {
          return invalid(input, "must be %s, and is %s".formatted(kind(input), file.path()));
        }
        bound.put(input.name(), TextNode.valueOf(file.path()));
        free.remove(file);
      }
    }
    return null;
  }

  private List<Workflow.Input> unboundFiles() {
    return workflow.inputs().values().stream()
        .filter(input -> input.type() == InputType.FILE && !bound.containsKey(input.name()))
        .toList();
  }

  private void take(Workflow.Input input, Predicate<Attachment> wanted) {
    free.stream()
        .filter(file -> accepts(input, file) && wanted.test(file))
        .findFirst()
        .ifPresent(file -> {
          bound.put(input.name(), TextNode.valueOf(file.path()));
          free.remove(file);
        });
  }

  private static boolean accepts(Workflow.Input input, Attachment file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    return input.accepts().isEmpty()
        || input.accepts().stream().anyMatch(end -> name.endsWith(end.toLowerCase(Locale.ROOT)));
  }

  private static boolean bears(Attachment file, String inputName) {
    String name = file.name().toLowerCase(Locale.ROOT).replace('-', '_');
    return name.contains(inputName.toLowerCase(Locale.ROOT).replace('-', '_'));
  }

  private Failure invalid(Workflow.Input input, String problem) {
    return Failure.permanent(
        "INPUT_INVALID",
        "Input %s of workflow %s %s".formatted(input.name(), workflow.id(), problem));
  }

  private Failure missing(Workflow.Input input) {
    String absent =
        found.missing().isEmpty()
            ? ""
            : " (there is no file %s)".formatted(String.join(", ", found.missing()));
    String how =
        input.type() == InputType.FILE
            ? "name %s that lies under workspace/datasets in the text, or give it as inputs.%s"
                .formatted(kind(input), input.name())
            : "give it as inputs." + input.name();
    return Failure.permanent(
        "INPUT_MISSING",
        "Workflow %s needs the input %s%s: %s".formatted(workflow.id(), input.name(), absent, how));
  }

  private static String kind(Workflow.Input input) {
    return input.accepts().isEmpty()
        ? "a file"
        : "a %s file".formatted(String.join(" or ", input.accepts()));
  }
}
