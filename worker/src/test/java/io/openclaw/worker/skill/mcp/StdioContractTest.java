package io.openclaw.worker.skill.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntimeContract;
import io.openclaw.worker.skill.process.TestCells;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With a server that is a program in the sandbox. */
class StdioContractTest extends SkillRuntimeContract {
  @TempDir static Path cache;
  private static Runtimes runtimes;

  @BeforeAll
  static void prepare() {
    runtimes = new Runtimes(cache);
  }

  @AfterAll
  static void close() {
    runtimes.close();
  }

  @Override
  protected SkillRuntime runtime() {
    return runtimes.runtime(List.of(), Runtimes.OWN, MAX_LINE, GRACE);
  }

  @Override
  protected Skill skill(Handler handler) throws Exception {
    return SkillFixture.skill(SKILL)
        .folder(Runtimes.folder())
        .server(Runtimes.program(""))
        .handler(handler)
        .build();
  }

  @Override
  protected Set<Lack> lacks() {
    return EnumSet.of(Lack.ERROR_CODES);
  }

  @Override
  protected void assertNothingIsLeft() throws Exception {
    TestCells.assertNoFolderIsLeft();
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }
}
