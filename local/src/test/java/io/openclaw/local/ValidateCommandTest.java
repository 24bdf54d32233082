package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  @TempDir Path temp;

  private CommandRun command;

  @BeforeEach
  void chooseWorkspace() {
    command = new CommandRun(WorkspaceCopy.SAMPLE, temp.resolve("home"));
  }

  @Test
  void shouldTakeTheInstallationsWorkspaceWithoutAnArgument() {
    assertThat(command.run("validate")).isZero();
    assertThat(command.out())
        .startsWith(
            WorkspaceCopy.SAMPLE
                + " is sound: 3 agents, 7 skills, 5 routing rules, 1 workflow (version ");
  }

  /** However many agents and skills its users have added by now. */
  @Test
  void shouldSayThatTheProductsWorkspaceIsSound() {
    Path product = CommandRun.ROOT.resolve("workspace");

    assertThat(command.run("validate", product.toString())).as(command.out()).isZero();
    assertThat(command.out()).startsWith(product + " is sound: ");
  }

  @Test
  void shouldSayAllThatIsWrongAtOnce() throws IOException {
    // given
    WorkspaceCopy copy = new WorkspaceCopy(temp.resolve("workspace"));
    copy.replace("agents/ai-engineer/config.yaml", "temperature:", "temprature:");
    copy.replace("agents/architect/config.yaml", "skill_id: system-design", "skill_id: x");

    // when
    int code = command.run("validate", copy.root().toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(command.out().lines())
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("agents/ai-engineer/config.yaml:")
                .contains("temprature", "temperature")
                .endsWith("[UNKNOWN_KEY]"))
        .anySatisfy(line -> assertThat(line).startsWith("agents/architect/config.yaml:"));
    assertThat(command.err()).startsWith(copy.root() + ": ").endsWith(" problems\n");
  }

  @Test
  void shouldSayThatThereIsNoWorkspace() {
    assertThat(command.run("validate", temp.resolve("nowhere").toString())).isEqualTo(1);
    assertThat(command.out()).contains("there is no workspace folder here");
    assertThat(command.err()).endsWith(": 1 problem\n");
  }
}
