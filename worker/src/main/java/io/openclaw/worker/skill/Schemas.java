package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks inputs and outputs against what handlers declare. Thread-safe. */
final class Schemas {
  private static final int REPORTED = 3;

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /** Null where they fit. */
  @Nullable Failure checkInputs(Tool tool, JsonNode inputs) {
    return check(FailureCode.BAD_INPUT, "input of " + tool.id(), tool.handler().inputs(), inputs);
  }

  /** Null where it fits. */
  @Nullable Failure checkOutput(Tool tool, JsonNode output) {
    return check(
        FailureCode.BAD_OUTPUT, "output of " + tool.id(), tool.handler().outputs(), output);
  }

  private @Nullable Failure check(
      FailureCode code, String subject, JsonNode schema, JsonNode json) {
    List<Error> errors = compiled.computeIfAbsent(schema, registry::getSchema).validate(json);
    if (errors.isEmpty()) {
      return null;
    }
    String places =
        errors.stream().limit(REPORTED).map(Schemas::place).collect(Collectors.joining("; "));
    int more = errors.size() - REPORTED;
    return code.failure(subject + ": " + places + (more > 0 ? "; and " + more + " more" : ""));
  }

  /** The JSON pointer, and what is wrong there. */
  private static String place(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return "at '" + pointer + "': " + error.getMessage();
  }
}
