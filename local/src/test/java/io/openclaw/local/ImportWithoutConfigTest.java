package io.openclaw.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.local.workspace.WorkspaceCopy;
import io.openclaw.workspace.Agent;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imported skills are instructions alone: a SKILL.md without a config.yaml. */
class ImportWithoutConfigTest {
  @TempDir Path temp;

  private WorkspaceCopy workspace;
  private CommandRun command;

  @BeforeEach
  void copyWorkspace() throws IOException {
    workspace = new WorkspaceCopy(temp.resolve("workspace"));
    command = new CommandRun(workspace.root(), temp.resolve("home"));
  }

  @Test
  void shouldImportAnAgentWithItsSkills() throws IOException {
    ImportSource source =
        ImportSource.agent(temp.resolve("clawd"))
            .skill("skills/notes", "notes")
            .write(
                "skills/github/SKILL.md",
                "---\nname: github\ndescription: Uses gh.\nmetadata: {version: 2.1.0}\n---\n");
    String registry = workspace.text("orchestrator/skill-registry.yaml");

    int code = command.run("workspace", "import", source.root().toString());

    assertThat(command.out() + command.err()).doesNotContain("[");
    assertThat(code).isZero();
    Agent agent = requireNonNull(loaded().agent("agent-ada-l-w"));
    assertThat(agent.skills())
        .extracting(binding -> binding.skillId())
        .containsExactly("shared/data-analysis", "github", "notes");
    Skill skill = requireNonNull(loaded().skill("github"));
    assertThat(skill.visibility()).isEqualTo(Visibility.PRIVATE);
    assertThat(skill.owner()).isEqualTo("ada-l-w");
    assertThat(skill.version()).isEqualTo("2.1.0");
    assertThat(skill.handlers()).isEmpty();
    assertThat(workspace.path("skills/github/SKILL.md"))
        .hasSameBinaryContentAs(source.path("skills/github/SKILL.md"));
    assertThat(workspace.text("orchestrator/skill-registry.yaml")).startsWith(registry);
  }

  @Test
  void shouldImportAFolderOfSkillsAsPublicOnes() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("skills"))
            .skill("pdf", "pdf")
            .write("pdf/scripts/run.sh", "#!/bin/sh\n")
            .write("pdf/references/deep/a.md", "text\n")
            .write("pdf/.env", "A=b\n")
            .skill("xlsx-skill", "xlsx");
    assertThat(source.path("pdf/scripts/run.sh").toFile().setExecutable(true)).isTrue();

    int code = command.run("workspace", "import", source.root().toString());

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(requireNonNull(loaded().skill("shared/pdf")).visibility())
        .isEqualTo(Visibility.PUBLIC);
    assertThat(loaded().skill("shared/xlsx")).isNotNull();
    assertThat(workspace.path("skills/shared/pdf/references/deep/a.md")).hasContent("text");
    assertThat(Files.isExecutable(workspace.path("skills/shared/pdf/scripts/run.sh"))).isTrue();
    assertThat(workspace.path("skills/shared/pdf/.env")).doesNotExist();
  }

  @Test
  void shouldImportOneSkillWithKeysThatTheStandardDoesNotHave() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("pdf"))
            .write("SKILL.md", "---\nname: pdf\nhomepage: x\ndescription: Reads.\n---\nbody\n");

    int code = command.run("workspace", "import", source.root().toString());

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(workspace.text("skills/shared/pdf/SKILL.md"))
        .isEqualTo("---\nname: pdf\n# homepage: x\ndescription: Reads.\n---\nbody\n");
    assertThat(command.out())
        .contains("Changed on the way:\n  SKILL.md:3: homepage is a comment now");
  }

  @Test
  void shouldTakeAllBackAndNameTheFileInTheSource() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("skills"))
            .skill("a", "a")
            .write("b/SKILL.md", "---\nname: b\ndescription: x\nmetadata: text\n---\n");
    Map<String, String> before = workspace.state();

    assertThat(command.run("workspace", "import", source.root().toString())).isEqualTo(1);

    assertThat(command.out()).startsWith("b/SKILL.md:4:");
    assertThat(workspace.state()).isEqualTo(before);
  }

  private Workspace loaded() {
    return switch (WorkspaceLoader.load(workspace.root())) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }
}
