package io.openclaw.worker.skill.process;

import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.nio.file.Path;

/** With Python, whose helper speaks the protocol. */
class ProcessContractTest extends ProcessContractCase {

  @Override
  protected Skill skill(Handler handler) throws Exception {
    return SkillFixture.skill(SKILL).folder(file().resolveSibling("")).handler(handler).build();
  }

  @Override
  protected Path file() throws Exception {
    return ProcessRuntimeTest.resource("handlers/contract.py");
  }
}
