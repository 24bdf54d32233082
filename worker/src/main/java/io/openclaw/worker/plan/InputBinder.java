package io.openclaw.worker.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Attachment;
import io.openclaw.worker.plan.Source.Origin;
import io.openclaw.worker.skill.Tool;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the inputs of one call among what is there: the step's own inputs, the user's words,
 * outputs of earlier calls, attachments.
 */
final class InputBinder {
  private static final String REQUEST = "request";

  private final Goal goal;
  private final Map<String, JsonNode> produced;
  private final Set<String> required;
  private final boolean singleFile;
  private final Set<Attachment> taken = new HashSet<>();

  InputBinder(Goal goal, Map<String, JsonNode> produced, Tool tool) {
    this.goal = goal;
    this.produced = produced;
    JsonNode schema = tool.handler().inputs();
    this.required = Set.copyOf(Schema.required(schema));
    this.singleFile = Schema.inputs(schema).values().stream().filter(Schema::isFile).count() == 1;
  }

  boolean isRequired(String input) {
    return required.contains(input);
  }

  /** The value for an input, or null. */
  @Nullable Source bind(String input, JsonNode schema) {
    JsonNode given = goal.inputs().get(input);
    if (given != null && !given.isNull()) {
      return new Source.Value(asInput(given, schema), Origin.STEP_INPUT);
    }
    if (input.equals(REQUEST) && Schema.isText(schema)) {
      return new Source.Value(TextNode.valueOf(goal.request()), Origin.REQUEST);
    }
    JsonNode earlier = produced.get(input);
    if (earlier != null) {
      return new Source.Value(asInput(earlier, schema), Origin.EARLIER_CALL);
    }
    return Schema.isFile(schema) ? attachment(input, schema) : null;
  }

  /** An artifact is handed to an input that takes a file by its address. */
  private static JsonNode asInput(JsonNode value, JsonNode schema) {
    return Schema.isFile(schema) && value.path("uri").isTextual() ? value.get("uri") : value;
  }

  /**
   * The attachment of that name, else the first one of a fitting kind. An optional input takes one
   * by its kind alone only where the handler has no other file input: among several it would be a
   * guess, and a data set is no user feedback because both are tables.
   */
  private @Nullable Source attachment(String input, JsonNode schema) {
    Source named = first(schema, attachment -> isNamed(attachment, input));
    if (named != null) {
      return named;
    }
    return isRequired(input) || singleFile ? first(schema, attachment -> true) : null;
  }

  private @Nullable Source first(JsonNode schema, Predicate<Attachment> condition) {
    for (Attachment attachment : goal.attachments()) {
      if (Schema.accepts(schema, attachment.name())
          && condition.test(attachment)
          && taken.add(attachment)) {
        return new Source.Value(TextNode.valueOf(attachment.path()), Origin.ATTACHMENT);
      }
    }
    return null;
  }

  private static boolean isNamed(Attachment attachment, String input) {
    String name = attachment.name().toLowerCase(Locale.ROOT);
    String wanted = input.toLowerCase(Locale.ROOT);
    return name.equals(wanted) || name.startsWith(wanted + ".");
  }
}
