package io.openclaw.worker.skill.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntimeContract;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.util.List;

class InProcessContractTest extends SkillRuntimeContract {
  private final ContractHandler handler = new ContractHandler();

  @Override
  protected SkillRuntime runtime() {
    return new InProcessRuntime(List.of(handler), new SimpleMeterRegistry(), MAX_LINE, GRACE);
  }

  @Override
  protected Skill skill(Handler declared) {
    return Workspaces.skill(SKILL, RuntimeKind.JAVA, null, declared);
  }

  @Override
  protected void assertNothingIsLeft() {
    assertThat(handler.running()).isZero();
  }
}
