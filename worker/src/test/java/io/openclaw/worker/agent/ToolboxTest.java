package io.openclaw.worker.agent;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static io.openclaw.worker.fixture.Workspaces.binding;
import static io.openclaw.worker.fixture.Workspaces.owned;
import static io.openclaw.worker.fixture.Workspaces.skill;
import static io.openclaw.worker.fixture.Workspaces.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.worker.agent.Toolbox.Choice;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.ToolChoice;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolboxTest {
  private final Agent cook = agent("cook", List.of(), binding("cooking"));
  private final Toolbox toolbox =
      new Toolbox(
          workspace(
              Path.of("/ws"),
              List.of(cook),
              List.of(
                  owned("cook", "cooking", handler("boil").build(), handler("fry").build()),
                  skill("shared/search", Visibility.PUBLIC, handler("search").build()),
                  owned("surgeon", "surgery", handler("cut").build()),
                  owned("cook", "baking", handler("bake").build()))));

  @Test
  void shouldGiveBoundAndPublicSkillsWhereTheStepNamesNone() {
    assertThat(ids(toolbox.tools(cook, List.of())))
        .containsExactly("cooking:boil", "cooking:fry", "shared/search:search");
  }

  @Test
  void shouldGiveTheNamedSkillsOnlyAndInTheirOrder() {
    assertThat(ids(toolbox.tools(cook, List.of("shared/search", "cooking"))))
        .containsExactly("shared/search:search", "cooking:boil", "cooking:fry");
  }

  @Test
  void shouldGiveOnlyTheHandlersThatToolsConfigOffers() {
    Agent picky =
        Workspaces.offered(
            cook,
            new ToolChoice("cooking", List.of("fry")),
            new ToolChoice("shared/search", List.of()));

    assertThat(ids(toolbox.tools(picky, List.of())))
        .containsExactly("cooking:fry", "shared/search:search");
    assertThat(ids(toolbox.tools(Workspaces.offered(cook), List.of()))).isEmpty();
  }

  @Test
  void shouldRefuseAPrivateSkillThatIsNotBound() {
    assertThat(code(toolbox.tools(cook, List.of("surgery")))).isEqualTo("FORBIDDEN_SKILL");
    assertThat(code(toolbox.tool(cook, "surgery:cut"))).isEqualTo("FORBIDDEN_SKILL");
    assertThat(code(toolbox.tool(null, "cooking:boil"))).isEqualTo("FORBIDDEN_SKILL");
  }

  /** A sound workspace has no such binding; whatever gives one to an agent, it grants nothing. */
  @Test
  void shouldRefuseAPrivateSkillToAnotherAgentThatBindsIt() {
    Agent rival = agent("rival", List.of(), binding("surgery"), binding("shared/search"));

    assertThat(code(toolbox.tools(rival, List.of("surgery")))).isEqualTo("FORBIDDEN_SKILL");
    assertThat(code(toolbox.tool(rival, "surgery:cut"))).isEqualTo("FORBIDDEN_SKILL");
    assertThat(ids(toolbox.tools(rival, List.of()))).containsExactly("shared/search:search");
  }

  @Test
  void shouldRefuseAPrivateSkillThatItsOwnerDoesNotBind() {
    assertThat(code(toolbox.tool(cook, "baking:bake"))).isEqualTo("FORBIDDEN_SKILL");
  }

  @Test
  void shouldRefuseWhatIsNotInTheWorkspace() {
    assertThat(code(toolbox.tools(cook, List.of("magic")))).isEqualTo("UNKNOWN_SKILL");
    assertThat(code(toolbox.tool(cook, "magic:wand"))).isEqualTo("UNKNOWN_SKILL");
    assertThat(code(toolbox.tool(cook, "no colon"))).isEqualTo("UNKNOWN_SKILL");
    assertThat(code(toolbox.tool(cook, "cooking:bake"))).isEqualTo("UNKNOWN_HANDLER");
  }

  @Test
  void shouldGiveOneHandlerByItsId() {
    assertThat(ids(toolbox.tool(null, "shared/search:search")))
        .containsExactly("shared/search:search");
  }

  private static List<String> ids(Choice choice) {
    return ((Choice.Granted) choice).tools().stream().map(Tool::id).toList();
  }

  private static String code(Choice choice) {
    return ((Choice.Refused) choice).failure().code();
  }
}
