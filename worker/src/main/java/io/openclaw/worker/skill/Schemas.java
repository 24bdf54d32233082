package io.openclaw.worker.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.openclaw.event.Failure;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.workspace.Handler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks inputs and outputs against what handlers declare. Thread-safe. */
final class Schemas {
  private static final int REPORTED = 3;

  /** As the standard says: a keyword that it does not know is a note, and no reason to warn. */
  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
          .build();

  private static final SchemaRegistryConfig ENGLISH =
      SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();

  private final SchemaRegistry registry =
      SchemaRegistry.withDialect(DIALECT, builder -> builder.schemaRegistryConfig(ENGLISH));
  private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

  /** Reads a handler's schemas; it is done once, here or at the first check. */
  void compile(Handler handler) {
    for (JsonNode schema : List.of(handler.inputs(), handler.outputs())) {
      compiled(schema).initializeValidators();
    }
  }

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
    List<Error> errors = compiled(schema).validate(json);
    if (errors.isEmpty()) {
      return null;
    }
    String places =
        errors.stream().limit(REPORTED).map(Schemas::place).collect(Collectors.joining("; "));
    int more = errors.size() - REPORTED;
    return code.failure(subject + ": " + places + (more > 0 ? "; and " + more + " more" : ""));
  }

  private Schema compiled(JsonNode schema) {
    return compiled.computeIfAbsent(schema, registry::getSchema);
  }

  /** The JSON pointer, and what is wrong there. */
  private static String place(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return "at '" + pointer + "': " + error.getMessage();
  }
}
