package io.openclaw.orchestrator.engine;

import static io.openclaw.orchestrator.support.Plans.step;
import static io.openclaw.orchestrator.support.Plans.withInputs;
import static io.openclaw.orchestrator.support.Plans.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Conditions;
import io.openclaw.event.Conditions.ForEach;
import io.openclaw.event.Conditions.OnFailure;
import io.openclaw.event.PlannedStep;
import io.openclaw.event.StepCommand.RunStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A small request may ask for copies of itself by the gigabyte: they are sent bit by bit. */
class HeavyInputsTest {
  private static final int MANY = 40;
  private static final JsonNode MEGABYTE = TextNode.valueOf("x".repeat(1024 * 1024));
  private static final int AT_ONCE = Math.toIntExact(Journal.HEAVIEST / (1024 * 1024));

  @Test
  void shouldBeginSomeElementsOfAListAndTheOthersWithItsNextMoves() {
    TaskDriver task = TaskDriver.begun(list());

    assertThat(task.commands).hasSize(AT_ONCE);
    assertThat(task.last.wakeAt()).isEqualTo(task.now);

    for (int sent = 2 * AT_ONCE; sent <= MANY; sent += AT_ONCE) {
      task.tickAfter(Duration.ZERO);
      assertThat(task.commands).hasSize(sent);
    }
    assertThat(task.last.wakeAt()).isAfter(task.now);
    assertThat(task.commands).extracting(RunStep::step).doesNotHaveDuplicates();
  }

  @Test
  void shouldBeginSomeStepsAndTheOthersWithItsNextMoves() {
    PlannedStep any = step("any", List.of("x"), List.of(), 0);
    PlannedStep[] steps =
        IntStream.range(0, MANY)
            .mapToObj(i ->
                new PlannedStep(
                    "s" + i,
                    "s" + i,
                    List.of(),
                    List.of("doc"),
                    null,
                    any.timeout(),
                    any.work(),
                    Conditions.NONE))
            .toArray(PlannedStep[]::new);
    TaskDriver task = TaskDriver.begun(withInputs(workflow(steps), Map.of("doc", MEGABYTE)));

    assertThat(task.commands).hasSize(AT_ONCE);

    // A report moves it as well.
    task.start("s0", "x", 1);
    assertThat(task.commands).hasSize(2 * AT_ONCE);

    for (int sent = 3 * AT_ONCE; sent <= MANY; sent += AT_ONCE) {
      task.tickAfter(Duration.ZERO);
    }
    for (int i = 0; i < MANY; i++) {
      task.complete("s" + i, "x", 1);
    }
    assertThat(task.state().isFinal()).isTrue();
    assertThat(task.commands).hasSize(MANY);
  }

  @Test
  void shouldSendLostAttemptsAgainBitByBit() {
    TaskDriver task = TaskDriver.begun(list());
    while (task.commands.size() < MANY) {
      task.tickAfter(Duration.ZERO);
    }
    for (int i = 0; i < MANY; i++) {
      task.start("each[" + i + "]", "x", 1);
    }

    task.lose(TaskDriver.INCARNATION);
    assertThat(task.commands).hasSize(MANY + AT_ONCE);
    assertThat(task.last.wakeAt()).isEqualTo(task.now);

    while (task.now.equals(task.last.wakeAt())) {
      task.tickAfter(Duration.ZERO);
    }
    assertThat(task.commands).hasSize(2 * MANY);
    assertThat(task.commands.subList(MANY, 2 * MANY))
        .allMatch(command -> command.step().attempt() == 2)
        .extracting(RunStep::step)
        .doesNotHaveDuplicates();
  }

  private static Plan list() {
    ArrayNode things = JsonNodeFactory.instance.arrayNode();
    IntStream.range(0, MANY).forEach(_ -> things.add(MEGABYTE));
    ForEach each = new ForEach("things", "one", MANY);
    PlannedStep step =
        step(
            "each",
            List.of("x"),
            1,
            List.of(),
            0,
            new Conditions(null, each, null, new OnFailure.Fail()));
    return withInputs(workflow(step), Map.of("things", things));
  }
}
