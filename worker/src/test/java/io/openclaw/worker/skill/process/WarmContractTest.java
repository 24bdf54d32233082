package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.workspace.Skill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** With processes that were there before their calls. */
class WarmContractTest extends ProcessContractTest {
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final List<ProcessRuntime> begun = new ArrayList<>();

  @AfterEach
  void end() {
    begun.forEach(ProcessRuntime::close);
  }

  /** Each call finds a process that waits for it. */
  @Override
  protected SkillRuntime runtime() {
    ProcessRuntime warm = processes(new WarmLimits(1L << 30, Duration.ofMinutes(5)), meters);
    begun.add(warm);
    return new SkillRuntime() {
      @Override
      public Skill.RuntimeKind kind() {
        return warm.kind();
      }

      @Override
      public Condition condition(Skill skill) {
        return warm.condition(skill);
      }

      @Override
      public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
        warm.expect(call);
        await().until(() -> meters.get("openclaw.skill.warm.processes").gauge().value() > 0);
        Answer answer = warm.call(call, listener);
        assertThat(meters.get("openclaw.skill.starts").tag("start", "warm").counter().count())
            .isPositive();
        return answer;
      }
    };
  }

  @Override
  protected void assertNothingIsLeft() throws Exception {
    end();
    super.assertNothingIsLeft();
  }
}
