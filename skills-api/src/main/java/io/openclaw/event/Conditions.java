package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Under which conditions a step is done.
 *
 * @param when an expression in CEL over what is known by then; where it is false, the step is
 *     skipped. Null: always.
 * @param forEach the step is done for each element of a list; null: once
 * @param approval a person has to agree before it begins; null: nobody has to
 * @param onFailure what becomes of it when it fails for good
 */
public record Conditions(
    @Nullable String when,
    @Nullable ForEach forEach,
    @Nullable Approval approval,
    OnFailure onFailure) {
  public static final Conditions NONE = new Conditions(null, null, null, new OnFailure.Fail());

  /**
   * Once for each element of a list.
   *
   * @param list the name of the output or request input that is the list
   * @param as the name under which the step is given its element
   * @param maxConcurrent how many elements are worked on at once
   */
  public record ForEach(String list, String as, int maxConcurrent) {
    /** A list that is longer is more likely a mistake than meant, and the step fails. */
    public static final int MAX_ELEMENTS = 1000;

    public ForEach {
      requireNonNull(list, "list is null");
      requireNonNull(as, "as is null");
      if (maxConcurrent < 1) {
        throw new IllegalArgumentException("maxConcurrent is below 1");
      }
    }
  }

  /**
   * A person's word. Waiting for it counts against no timeout.
   *
   * @param expires how long it is waited for; after that it counts as denied. Null: for ever.
   */
  public record Approval(@Nullable Duration expires) {}

  /** What becomes of a step that has failed for good. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(OnFailure.Fail.class),
    @JsonSubTypes.Type(OnFailure.Continue.class),
    @JsonSubTypes.Type(OnFailure.Compensate.class),
    @JsonSubTypes.Type(OnFailure.Fallback.class)
  })
  public sealed interface OnFailure {

    /** Its workflow fails with it. */
    @JsonTypeName("fail")
    record Fail() implements OnFailure {}

    /** The steps after it go on without its outputs. */
    @JsonTypeName("continue")
    record Continue() implements OnFailure {}

    /**
     * Another step of the workflow, which is not done otherwise, undoes what it has done; then the
     * workflow fails.
     */
    @JsonTypeName("compensate")
    record Compensate(String step) implements OnFailure {
      public Compensate {
        requireNonNull(step, "step is null");
      }
    }

    /** Another agent tries it. */
    @JsonTypeName("fallback")
    record Fallback(String agent) implements OnFailure {
      public Fallback {
        requireNonNull(agent, "agent is null");
      }
    }
  }

  public Conditions {
    requireNonNull(onFailure, "onFailure is null");
  }

  /** The same for a single element. */
  public Conditions ofElement() {
    return new Conditions(null, null, null, onFailure);
  }
}
