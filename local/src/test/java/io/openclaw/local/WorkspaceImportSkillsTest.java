package io.openclaw.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.Skill.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Skills without an agent. */
class WorkspaceImportSkillsTest extends WorkspaceImportCase {

  @Test
  void shouldPlanAFolderOfSkills() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("skills"))
            .skill("pdf", "pdf")
            .write("pdf/scripts/a.py", "pass\n")
            .write("pdf/assets/big.bin", "x".repeat((1 << 20) + 1))
            .write("pdf/node_modules/a/b.js", "x\n")
            .write("pdf/.env.local", "x\n")
            .skill("xlsx-skill", "xlsx")
            .write("README.md", "about\n")
            .write("drafts/notes.md", "none\n");

    int code = command.run("workspace", "import", source.root().toString(), "--dry-run");

    assertThat(command.err()).isEmpty();
    assertThat(code).isZero();
    assertThat(command.out())
        .contains(" is a folder of skills (pdf/SKILL.md, xlsx-skill/SKILL.md).\n")
        .contains("  skills/shared/pdf  public, version 1.0.0, 2 files, instructions only")
        .contains("  skills/shared/xlsx  public, version 1.0.0, 1 file, ")
        .contains("the folder xlsx-skill becomes xlsx, as its SKILL.md says");
    assertThat(section("Left out:"))
        .extracting(line -> line.strip().split("  ", 2)[0])
        .containsExactly(
            "README.md", "drafts/", "pdf/.env.local", "pdf/assets/big.bin", "pdf/node_modules/");
    assertThat(section("Left out:").get(2)).contains("such files hold secrets");
  }

  @Test
  void shouldPlanSkillsInAFolderOfThatNameAndASingleOne() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("checkout"))
            .skill("skills/pdf", "pdf")
            .write("README.md", "x");

    assertThat(command.run("workspace", "import", source.root().toString(), "--dry-run")).isZero();
    assertThat(command.out()).contains(" is a folder of skills (skills/pdf/SKILL.md).\n");
    assertThat(section("Left out:")).hasSize(1).first().asString().startsWith("  README.md  ");

    Path one = source.path("skills/pdf");
    assertThat(command.run("workspace", "import", one.toString(), "--dry-run")).isZero();
    assertThat(command.out()).contains(" is a skill (SKILL.md).\n", "  skills/shared/pdf  public");
  }

  @Test
  void shouldRefuseSkillsOfTheSameNameAndNameBoth() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("skills"))
            .skill("a", "pdf")
            .skill("b", "pdf")
            .skill("web-search", "web-search");

    refuses("a and b are both named pdf; rename one", source);
    assertThat(command.err())
        .contains("web-search has the name of skills/shared/web-search, which is in the workspace");
    ImportSource agent = ImportSource.agent(temp.resolve("architect"));
    Files.delete(agent.path("IDENTITY.md"));
    refuses("agents/architect is there already", agent.skill("skills/ai-engineer", "ai-engineer"));
    assertThat(command.err()).contains("skills/ai-engineer has the name of skills/ai-engineer");
    refuses(
        "skills/ai-engineer has the name of skills/ai-engineer, which is in the workspace",
        ImportSource.agent(temp.resolve("clawd")).skill("skills/ai-engineer", "ai-engineer"));
  }

  @Test
  void shouldSayAllThatIsWrongWithSkillsAtOnce() throws IOException {
    ImportSource source =
        new ImportSource(temp.resolve("skills"))
            .skill("good", "good")
            .skill("bad-name", "Bad Name")
            .write("none/SKILL.md", "# nothing\n")
            .write("colon/SKILL.md", "---\nname: colon\ndescription: a: b\n---\n")
            .skill("ours", "ours")
            .write("ours/config.yaml", "skill: {}\n")
            .write("huge/SKILL.md", "x".repeat((1 << 20) + 1));

    refuses("bad-name/SKILL.md:2: name has to be 1 to 64 lower-case letters", source);
    assertThat(command.err())
        .contains(
            "none/SKILL.md:1: it has to begin with YAML",
            "colon/SKILL.md:3: this is no YAML",
            "ours/config.yaml: a file of this name describes handlers here",
            "huge/SKILL.md:1: it is larger than 1 MiB",
            "Each skill can also be imported by itself: name its folder.");
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
    assertThat(requireNonNull(workspace.load().skill("shared/pdf")).visibility())
        .isEqualTo(Visibility.PUBLIC);
    assertThat(workspace.load().skill("shared/xlsx")).isNotNull();
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
}
