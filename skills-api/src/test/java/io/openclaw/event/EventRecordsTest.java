package io.openclaw.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every record of the event model keeps to, and what single ones do. */
class EventRecordsTest {

  /** One record of each class, found in the samples and what they are made of. */
  static Collection<Record> records() {
    Map<Class<?>, Record> found = new LinkedHashMap<>();
    EventSamples.all().forEach(event -> collect(event, found));
    return found.values();
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldRefuseNullWhereComponentIsNotNullable(Record sample) throws Exception {
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (component.getType().isPrimitive() || nullable) {
        continue;
      }
      if (isLenient(sample, component)) {
        assertThat(component.getAccessor().invoke(with(sample, component, null)))
            .asString()
            .matches("|\\{}|\\[]");
      } else {
        assertThatThrownBy(() -> with(sample, component, null))
            .as("%s.%s", sample.getClass().getSimpleName(), component.getName())
            .isInstanceOf(NullPointerException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldAcceptNullWhereComponentIsNullable(Record sample) throws Exception {
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        assertThat(component.getAccessor().invoke(with(sample, component, null))).isNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldCopyCollections(Record sample) throws Exception {
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      if (component.getAccessor().invoke(sample) instanceof List<?> list) {
        List<Object> mine = new ArrayList<>(list);
        Object copy = with(sample, component, mine);
        mine.clear();
        assertThat(component.getAccessor().invoke(copy)).isEqualTo(list);
      }
    }
  }

  @Test
  void shouldCountAttemptsFromOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepAttempt("step-1", "agent-a", 0))
        .withMessage("attempt must be 1 or more: 0");
  }

  @Test
  void shouldKeepAttachmentsInTheWorkspace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Attachment("passwd", "/etc/passwd"))
        .withMessage("path must begin with /workspace/: /etc/passwd");
  }

  @Test
  void shouldNotPlanWorkThatNobodyCanDo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> work(List.of(), 1))
        .withMessage("a step has no agent");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> work(List.of("agent-a"), 2))
        .withMessage("join must be from 1 to 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Work.SubWorkflow("release", List.of()))
        .withMessage("workflow release has no step");
  }

  @Test
  void shouldNotTakeARetryRuleThatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryRule(-1, Duration.ZERO, Duration.ZERO, Set.of()))
        .withMessage("maxRetries is negative: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryRule(1, Duration.ofSeconds(-1), Duration.ZERO, Set.of()))
        .withMessage("a delay is negative");
  }

  @Test
  void shouldTryAgainWhatMayPassOrWhatIsNamed() {
    RetryRule named = new RetryRule(1, Duration.ZERO, Duration.ZERO, Set.of("BUSY"));
    assertThat(RetryRule.NONE.covers(Failure.passing("BUSY", "later"))).isTrue();
    assertThat(RetryRule.NONE.covers(Failure.permanent("BUSY", "never"))).isFalse();
    assertThat(named.covers(Failure.permanent("BUSY", "never"))).isTrue();
    assertThat(named.covers(Failure.passing("OTHER", "later"))).isFalse();
  }

  private static Work work(List<String> agents, int join) {
    return new Work.ByAgents(agents, join, null, List.of(), null, RetryRule.NONE);
  }

  /** Members that older writers leave out are read as empty. */
  private static boolean isLenient(Record sample, RecordComponent component) {
    return (sample instanceof Result && !component.getName().equals("text"))
        || (sample instanceof TaskCommand.SubmitTask && component.getName().equals("inputs"))
        || (sample instanceof StepCommand.RunStep
            && Set.of("tenant", "earlierTasks").contains(component.getName()))
        || (sample instanceof WorkerSignal.Heartbeat && component.getName().equals("partitions"));
  }

  private static Object with(Record sample, RecordComponent changed, @Nullable Object value)
      throws Exception {
    RecordComponent[] components = sample.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean isChanged = components[i].getName().equals(changed.getName());
      values[i] = isChanged ? value : components[i].getAccessor().invoke(sample);
    }
    try {
      return sample.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void collect(Object value, Map<Class<?>, Record> found) {
    switch (value) {
      case Record sample when found.putIfAbsent(sample.getClass(), sample) == null ->
          components(sample).forEach(component -> collect(component, found));
      case List<?> list -> list.forEach(item -> collect(item, found));
      case null, default -> {}
    }
  }

  private static Stream<Object> components(Record sample) {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      try {
        values.add(component.getAccessor().invoke(sample));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component.getName(), e);
      }
    }
    return values.stream();
  }
}
