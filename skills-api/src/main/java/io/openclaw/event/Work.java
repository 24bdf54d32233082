package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done in a step. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(Work.ByAgents.class), @JsonSubTypes.Type(Work.SubWorkflow.class)})
public sealed interface Work {

  /**
   * Agents do it, each on its own.
   *
   * @param agents {@link StepAttempt#SHARED} alone for a shared skill
   * @param join how many of them have to complete it, from 1 to all; the others are not waited for
   * @param task in a sentence; null where the step's name, or the request, says it
   * @param skills the skills it may use
   * @param handler the handler to call directly, without an agent's judgement
   */
  @JsonTypeName("agents")
  record ByAgents(
      List<String> agents,
      int join,
      @Nullable String task,
      List<String> skills,
      @Nullable String handler,
      RetryRule retry)
      implements Work {
    public ByAgents {
      agents = List.copyOf(agents);
      skills = List.copyOf(skills);
      requireNonNull(retry, "retry is null");
      if (agents.isEmpty()) {
        throw new IllegalArgumentException("a step has no agent");
      }
      if (join < 1 || join > agents.size()) {
        throw new IllegalArgumentException("join must be from 1 to " + agents.size());
      }
    }
  }

  /**
   * The steps of another workflow do it.
   *
   * @param steps each after the steps that it depends on
   */
  @JsonTypeName("workflow")
  record SubWorkflow(String workflow, List<PlannedStep> steps) implements Work {
    public SubWorkflow {
      requireNonNull(workflow, "workflow is null");
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("workflow " + workflow + " has no step");
      }
    }
  }
}
