package io.openclaw.worker.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StepTopicsTest {

  @Test
  void shouldReadTheTopicsOfItsAgentsAndTheSharedOne() {
    // when
    Pattern pattern = Pattern.compile(StepTopics.pattern(List.of("agent-ai-001", "a.b")));

    // then
    assertThat("openclaw.steps.agent-ai-001").matches(pattern);
    assertThat("openclaw.steps.a.b").matches(pattern);
    assertThat("openclaw.steps.shared").matches(pattern);
    assertThat("openclaw.steps.aXb").doesNotMatch(pattern);
    assertThat("openclaw.steps.agent-pm-002").doesNotMatch(pattern);
    assertThat("openclawXsteps.shared").doesNotMatch(pattern);
  }

  @Test
  void shouldReadAllStepTopicsWhereItServesEveryAgent() {
    // when
    Pattern pattern = Pattern.compile(StepTopics.pattern(List.of("*")));

    // then
    assertThat("openclaw.steps.new-agent").matches(pattern);
    assertThat("openclaw.steps.shared").matches(pattern);
    assertThat("openclaw.tasks").doesNotMatch(pattern);
    assertThat("openclaw.steps.").doesNotMatch(pattern);
  }
}
