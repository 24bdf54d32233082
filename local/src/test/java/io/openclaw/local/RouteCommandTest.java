package io.openclaw.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteCommandTest {
  @TempDir Path temp;

  private CommandRun command;

  @BeforeEach
  void chooseWorkspace() {
    command = new CommandRun(WorkspaceCopy.SAMPLE, temp.resolve("home"));
  }

  @Test
  void shouldSayWhichAgentAndWhyTheOthersLost() {
    assertThat(route("帮我训练一个产品模型")).isZero();
    assertThat(command.out())
        .isEqualTo(
            """
            agent     agent-ai-001 (AI工程师)
            because   matched «训练» in rule ml_model_training (priority 10); also matched: product_strategy (8), default_shared_skills (1)

            RULE                         PRIORITY  LEADS TO                      OUTCOME           WHY
            end_to_end_feature_delivery        15  workflow end-to-end-delivery  no match          its pattern is not in the text
            ml_model_training                  10  agent agent-ai-001            won               matched «训练»
            product_strategy                    8  agent agent-pm-002            lost to priority  matched «产品», but ml_model_training has priority 10, over 8
            system_architecture                 8  agent agent-arch-003          no match          its pattern is not in the text
            default_shared_skills               1  shared skill                  lost to priority  matched «帮我训练一个产品模型», but ml_model_training has priority 10, over 1
            """);
  }

  @Test
  void shouldShowTheStepsOfAWorkflow() {
    assertThat(route("端到端: 训练一个模型")).isZero();
    assertThat(command.out())
        .startsWith("workflow  end-to-end-delivery\n          step-1  需求分析")
        .contains("agent-pm-002 (", "after step-1");
  }

  @Test
  void shouldShowTheWorkflowThatDoesAStep() throws IOException {
    // given
    WorkspaceCopy copy = new WorkspaceCopy(temp.resolve("copy"));
    copy.write(
        "orchestrator/workflows/check.yaml",
        """
        workflow: check
        steps:
          - {id: test, agent: agent-ai-001}
        """);
    copy.write(
        "orchestrator/workflows/release.yaml",
        """
        workflow: release
        steps:
          - {id: build, agent: agent-arch-003}
          - {id: verify, name: Verify it, workflow: check, depends_on: build}
        """);
    copy.replace(
        "orchestrator/routing-rules.yaml",
        "routing_rules:\n",
        "routing_rules:\n  - {name: ship, pattern: ship, workflow: release, priority: 20}\n");
    command = new CommandRun(copy.root(), temp.resolve("home"));

    // then
    assertThat(route("ship it")).as(command.err()).isZero();
    assertThat(command.out())
        .startsWith("workflow  release\n          build ")
        .containsPattern("verify +Verify it +workflow check +after build\n");
  }

  @Test
  void shouldShowTheHandlersThatWereConsidered() {
    assertThat(route("Analyze workspace/datasets/penguins.csv")).isZero();
    assertThat(command.out())
        .startsWith("skill     shared/data-analysis:profile (")
        .contains("default_shared_skills               1  shared skill shared/data-analysis ")
        .containsPattern("HANDLER +FINDS\nshared/data-analysis:profile +«analyze»\n")
        .containsPattern("shared/web-search:\\w+ +nothing\n");
  }

  @Test
  void shouldSayThatThereIsNoRoute() {
    assertThat(route("xyzzy")).isEqualTo(1);
    assertThat(command.err()).startsWith("no route: Rule default_shared_skills leads to a shared");
    assertThat(command.out()).contains("no skill fits", "HANDLER");
  }

  @Test
  void shouldAskTheAgentThatIsNamed() {
    assertThat(route("训练", "--agent", "agent-pm-002")).isZero();
    assertThat(command.out()).startsWith("agent     agent-pm-002 (").contains("overruled");

    assertThat(route("训练", "--agent", "agent-x")).isEqualTo(1);
    assertThat(command.err()).contains("There is no agent agent-x; there are agent-");
  }

  @Test
  void shouldTakeAnotherWorkspaceAndSayWhatIsWrongWithIt() {
    CommandRun elsewhere = new CommandRun(temp.resolve("none"), temp.resolve("home"));

    assertThat(elsewhere.run("route", "训练", "--workspace", WorkspaceCopy.SAMPLE.toString()))
        .isZero();
    assertThat(elsewhere.run("route", "训练")).isEqualTo(1);
    assertThat(elsewhere.out()).contains("there is no workspace folder here");
    assertThat(elsewhere.err()).endsWith(": 1 problem\n");
  }

  @Test
  void shouldRefuseAWrongUse() {
    assertThat(command.run("route")).isEqualTo(2);
    assertThat(command.run("route", " ")).isEqualTo(2);
    assertThat(command.err()).contains("TEXT must say what is wanted", "./openclaw route --help");
    assertThat(command.run("route", "two", "words")).isEqualTo(2);
    assertThat(command.err())
        .contains("a request of several words needs quotes: ./openclaw route \"…\"");
  }

  private int route(String text, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "route";
    arguments[1] = text;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return command.run(arguments);
  }
}
