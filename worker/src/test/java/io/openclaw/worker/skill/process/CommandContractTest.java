package io.openclaw.worker.skill.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;

/**
 * With a program that speaks the protocol by itself: in Perl, which every Debian and Ubuntu has
 * (package perl).
 */
class CommandContractTest extends ProcessContractCase {

  @BeforeAll
  static void shouldHavePerl() {
    assertThat(Path.of("/usr/bin/perl")).as("install the package perl").isExecutable();
  }

  @Override
  protected Skill skill(Handler handler) throws Exception {
    Path program = ProcessRuntimeTest.resource("handlers/contract.pl");
    return SkillFixture.skill(SKILL)
        .folder(program.resolveSibling("").resolveSibling(""))
        .handler(handler)
        .build()
        .startedBy(List.of("perl", "./handlers/contract.pl"));
  }
}
