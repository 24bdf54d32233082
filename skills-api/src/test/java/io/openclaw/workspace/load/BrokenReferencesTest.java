package io.openclaw.workspace.load;

import static io.openclaw.workspace.load.WorkspaceFixture.AGENTS;
import static io.openclaw.workspace.load.WorkspaceFixture.EDITOR;
import static io.openclaw.workspace.load.WorkspaceFixture.RULES;
import static io.openclaw.workspace.load.WorkspaceFixture.SKILLS;
import static io.openclaw.workspace.load.WorkspaceFixture.WORKFLOW;
import static io.openclaw.workspace.load.WorkspaceFixture.WRITER;
import static io.openclaw.workspace.load.WorkspaceFixture.WRITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are right in themselves and do not fit together. */
class BrokenReferencesTest {
  @TempDir Path folder;

  private WorkspaceFixture files;

  @BeforeEach
  void writeWorkspace() {
    files = WorkspaceFixture.in(folder);
  }

  @Test
  void shouldReportDuplicateAgent() {
    files.replace(AGENTS, "- id: agent-e", "- id: agent-w\n    name: Writer\n  - id: agent-e");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/agent-registry.yaml:9:9: agent \"agent-w\" is there already, at"
                + " orchestrator/agent-registry.yaml:2 [DUPLICATE_ID]");
  }

  @Test
  void shouldReportTwoFoldersOfOneAgent() {
    files.replace(EDITOR, "agent-e", "agent-w");

    assertThat(files.problems())
        .contains(
            "agents/writer/config.yaml:2:7: agent \"agent-w\" is there already, at"
                + " agents/editor/config.yaml:2 [DUPLICATE_ID]");
  }

  @Test
  void shouldReportReservedAgentId() {
    files.replace(AGENTS, "id: agent-e", "id: shared").replace(EDITOR, "agent-e", "shared");

    assertThat(files.problems())
        .contains(
            "orchestrator/agent-registry.yaml:9:9: \"shared\" stands for public skills that run"
                + " without an agent; choose another id [RESERVED_ID]");
  }

  @Test
  void shouldReportAgentIdThatIsNoTopicName() {
    files.replace(AGENTS, "id: agent-e", "id: 编辑").replace(EDITOR, "agent-e", "编辑");

    assertThat(files.problems())
        .contains(
            "orchestrator/agent-registry.yaml:9:9: \"id\" must be 1 to 100 letters, digits, dots, -"
                + " and _, as it names a topic, not \"编辑\" [INVALID_VALUE]");
  }

  @Test
  void shouldReportAgentWithoutFolderAndFolderWithoutAgent() {
    files.replace(EDITOR, "agent-e", "agent-f");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:2:7: agent \"agent-f\" is not in"
                + " orchestrator/agent-registry.yaml; add it there, or remove the folder"
                + " [NOT_REGISTERED]",
            "orchestrator/agent-registry.yaml:9:9: no config.yaml in agents/*/ has the id"
                + " \"agent-e\"; did you mean \"agent-f\"? [MISSING_FILE]");
  }

  @Test
  void shouldReportAgentThatIsDescribedDifferently() {
    files
        .replace(EDITOR, "name: Editor", "name: Redactor")
        .replace("agents/writer/IDENTITY.md", "agent-w", "agent-x")
        .write("agents/editor/IDENTITY.md", "- Version: 2\n")
        .replace(AGENTS, "    name: Editor", "    name: Editor\n    version: 1");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/IDENTITY.md:1:12: the version is \"2\" here, and \"1\" in"
                + " orchestrator/agent-registry.yaml:11 [MISMATCH]",
            "agents/editor/config.yaml:3:9: the name is \"Redactor\" here, and \"Editor\" in"
                + " orchestrator/agent-registry.yaml:10 [MISMATCH]",
            "agents/writer/IDENTITY.md:4:11: the id is \"agent-x\" here, and \"agent-w\" in"
                + " agents/writer/config.yaml:2 [MISMATCH]");
  }

  @Test
  void shouldReportUnknownSkillInBinding() {
    files.replace(WRITER, "skill_id: shared/lookup", "skill_id: shared/lokup");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:26:17: there is no skill \"shared/lokup\"; did you mean"
                + " \"shared/lookup\"? [UNKNOWN_SKILL]");
  }

  @Test
  void shouldReportBindingOfAnotherVersion() {
    files.replace(WRITER, "version: 1.0.0", "version: 0.9.0");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:21:16: the version is \"0.9.0\" here, and \"1.0.0\" in"
                + " orchestrator/skill-registry.yaml:4 [MISMATCH]");
  }

  @Test
  void shouldReportPrivateSkillOfAnotherAgent() {
    files.replace(EDITOR, "  model:", "  skills: [{skill_id: writing}]\n  model:");

    assertThat(files.problems())
        .containsExactly(
            "agents/editor/config.yaml:5:23: skill \"writing\" is private to its owner,"
                + " agents/writer [PRIVATE_SKILL]");
  }

  @Test
  void shouldReportSkillBoundTwice() {
    files.replace(WRITER, "skill_id: shared/lookup", "skill_id: writing");

    assertThat(files.problems())
        .containsExactly(
            "agents/writer/config.yaml:26:17: skill \"writing\" is there already, at"
                + " agents/writer/config.yaml:20 [DUPLICATE_ID]");
  }

  @Test
  void shouldReportOwnerThatIsNoAgentFolder() {
    files.replace(SKILLS, "owner: writer", "owner: agent-w");

    assertThat(files.problems())
        .contains(
            "orchestrator/skill-registry.yaml:6:12: the owner must be system or a folder in"
                + " agents/; there is no agents/agent-w [UNKNOWN_AGENT]");
  }

  @Test
  void shouldReportPrivateSkillOfTheSystem() {
    files.replace(SKILLS, "visibility: public", "visibility: private");

    assertThat(files.problems())
        .contains(
            "orchestrator/skill-registry.yaml:14:12: a private skill needs an agent's folder as its"
                + " owner, or nobody could use it [INVALID_VALUE]");
  }

  @Test
  void shouldReportSkillWithoutFolder() {
    files.replace(
        SKILLS,
        "  - id: shared/lookup",
        """
          - id: shared/translate
            name: Translate
            version: 1.0.0
            owner: system
            visibility: public
          - id: shared/lookup\
        """);

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/skill-registry.yaml:11:9: there is no skill in skills/shared/translate:"
                + " neither SKILL.md nor config.yaml [MISSING_FILE]");
  }

  @Test
  void shouldReportSkillThatIsNotRegistered() {
    files
        .write("skills/shared/translate/SKILL.md", "---\nname: translate\ndescription: x\n---\n")
        .write(
            "skills/shared/translate/config.yaml",
            "skill: {id: shared/translate, version: 1.0.0, handlers: []}\n");

    assertThat(files.problems())
        .containsExactly(
            "skills/shared/translate/config.yaml:1:13: skill \"shared/translate\" is not in"
                + " orchestrator/skill-registry.yaml; add it there, or remove the folder"
                + " [NOT_REGISTERED]");
  }

  @Test
  void shouldReportSkillThatIsDescribedDifferently() {
    files
        .replace(WRITING, "version: 1.0.0", "version: 1.0.1")
        .replace(WRITING, "id: writing", "id: w");

    assertThat(files.problems())
        .containsExactly(
            "skills/writing/config.yaml:2:7: the id is \"w\" here, and \"writing\" in"
                + " orchestrator/skill-registry.yaml:2 [MISMATCH]",
            "skills/writing/config.yaml:3:12: the version is \"1.0.1\" here, and \"1.0.0\" in"
                + " orchestrator/skill-registry.yaml:4 [MISMATCH]");
  }

  @Test
  void shouldReportHandlersThatDiffer() {
    files.replace(SKILLS, "- draft", "- drafts");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/skill-registry.yaml:10:9: skills/writing/config.yaml has no handler"
                + " \"drafts\"; did you mean \"draft\"? [UNKNOWN_HANDLER]",
            "skills/writing/config.yaml:9:13: handler \"draft\" is not among the skill's handlers"
                + " in orchestrator/skill-registry.yaml [MISMATCH]");
  }

  @Test
  void shouldReportUnknownTargetsOfRules() {
    files
        .replace(RULES, "[agent-w]", "[agent-x]")
        .replace(RULES, "workflow: publish", "workflow: print");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:8:14: there is no agent \"agent-x\"; did you mean"
                + " \"agent-w\"? [UNKNOWN_AGENT]",
            "orchestrator/routing-rules.yaml:13:15: there is no workflow \"print\""
                + " [UNKNOWN_WORKFLOW]");
  }

  @Test
  void shouldReportInactiveAgentInUse() {
    files.replace(AGENTS, "status: active", "status: inactive");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:8:14: agent \"agent-w\" is inactive in"
                + " orchestrator/agent-registry.yaml [UNKNOWN_AGENT]",
            "orchestrator/workflows/publish.yaml:7:12: agent \"agent-w\" is inactive in"
                + " orchestrator/agent-registry.yaml [UNKNOWN_AGENT]",
            "orchestrator/workflows/publish.yaml:13:23: agent \"agent-w\" is inactive in"
                + " orchestrator/agent-registry.yaml [UNKNOWN_AGENT]");
  }

  @Test
  void shouldReportRuleAndWorkflowOfOneName() {
    files
        .write(
            "orchestrator/workflows/b.yaml",
            "workflow: publish\nsteps: [{id: a, agent: agent-w}]\n")
        .replace(RULES, "name: publishing", "name: writing");

    assertThat(files.problems())
        .containsExactly(
            "orchestrator/routing-rules.yaml:11:11: rule \"writing\" is there already, at"
                + " orchestrator/routing-rules.yaml:6 [DUPLICATE_ID]",
            WORKFLOW
                + ":1:11: workflow \"publish\" is there already, at"
                + " orchestrator/workflows/b.yaml:1 [DUPLICATE_ID]");
  }
}
