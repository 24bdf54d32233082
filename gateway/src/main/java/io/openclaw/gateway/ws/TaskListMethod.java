package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.orchestrator.TaskRecords;
import io.openclaw.gateway.problem.ProblemException;
import io.openclaw.gateway.task.TaskListResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code task.list}: the caller's tasks, with the same conditions as over HTTP. */
@ApplicationScoped
class TaskListMethod implements Method {
  /** Of one value, in characters. */
  private static final int LONGEST = 1000;

  private final TaskRecords records;

  TaskListMethod(TaskRecords records) {
    this.records = records;
  }

  @Override
  public String name() {
    return "task.list";
  }

  @Override
  public Scope scope() {
    return Scope.READ;
  }

  @Override
  public Reply handle(Call call) throws JsonProcessingException {
    return Reply.of(records.tasks(call.caller().tenant(), query(call.params().json())));
  }

  private static Map<String, String> query(JsonNode params) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : params.properties()) {
      if (!TaskListResource.PARAMETERS.contains(each.getKey())) {
        throw ProblemException.invalid(each.getKey(), "there is no such member");
      }
      query.put(each.getKey(), text(each.getKey(), each.getValue()));
    }
    return query;
  }

  /** Statuses come as a list. */
  private static String text(String name, JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(each -> text(name, each)).collect(Collectors.joining(","));
    }
    if (!value.isValueNode() || value.isNull()) {
      throw ProblemException.invalid(name, "must be a string, a number, true or false");
    }
    if (value.asText().length() > LONGEST) {
      throw ProblemException.invalid(name, "must have at most " + LONGEST + " characters");
    }
    return value.asText();
  }
}
