package io.openclaw.local.workspace.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openclaw.local.workspace.WorkspaceCopy;
import io.openclaw.local.workspace.agent.AgentMaking;
import io.openclaw.local.workspace.agent.AgentTemplate;
import io.openclaw.local.workspace.agent.NewAgent;
import io.openclaw.local.workspace.skill.NewSkill;
import io.openclaw.local.workspace.skill.SkillMaking;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangingTest {
  private static final String REGISTRY = "orchestrator/agent-registry.yaml";

  @TempDir Path temp;

  private WorkspaceCopy workspace;

  @BeforeEach
  void copyWorkspace() throws IOException {
    workspace = new WorkspaceCopy(temp);
  }

  @Test
  void shouldLeaveNothingBesideWhatWasAskedFor() throws Exception {
    Map<String, String> before = workspace.state();

    Outcome outcome = make(agent(), 0);

    assertThat(outcome).isInstanceOf(Outcome.Made.class);
    Map<String, String> after = workspace.state();
    after.keySet().removeAll(before.keySet());
    assertThat(after.keySet())
        .containsExactlyInAnyOrder(
            "agents/reviewer",
            "agents/reviewer/IDENTITY.md",
            "agents/reviewer/SOUL.md",
            "agents/reviewer/config.yaml",
            "agents/reviewer/tools-config.json");
  }

  @Test
  void shouldChangeNothingWhicheverOperationFails() throws Exception {
    for (WorkspaceChange change : List.of(agent(), skill(), deepFolder())) {
      Map<String, String> before = workspace.state();
      int writing = writingOperations(change);
      assertThat(writing).isGreaterThan(3);
      for (int failing = 1; failing <= writing; failing++) {
        int operation = failing;
        assertThatThrownBy(() -> make(change, operation))
            .as("operation %d", failing)
            .isInstanceOf(IOException.class)
            .hasMessageEndingWith("No space left on device");
        assertThat(workspace.state()).as("operation %d", failing).isEqualTo(before);
      }
    }
  }

  @Test
  void shouldTakeAllBackWhereTheWorkspaceWouldNotBeSound() throws Exception {
    Map<String, String> before = workspace.state();

    Outcome outcome = make(withProblem(agent()), 0);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.TakenBack.class,
            back ->
                assertThat(back.problems())
                    .extracting(WorkspaceProblem::file)
                    .containsExactly("agents/unregistered/config.yaml"));
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldSayWhereAPartCouldNotBeTakenBack() throws Exception {
    WorkspaceChange change = agent();
    Disk broken = new FailingDisk(writingOperations(change), 1_000);

    assertThatThrownBy(() -> Changing.make(temp, change, broken))
        .isInstanceOf(LeftHalfDoneException.class)
        .hasMessageContaining("could not be taken back: java.io.IOException: " + temp);
  }

  @Test
  void shouldRefuseAFileThatWasChangedMeanwhile() throws Exception {
    WorkspaceChange change = agent();
    workspace.write(REGISTRY, workspace.text(REGISTRY) + "# somebody else\n");
    Map<String, String> before = workspace.state();

    assertThatThrownBy(() -> make(change, 0))
        .isInstanceOf(RefusedException.class)
        .hasMessage(REGISTRY + " was changed meanwhile; try again");
    assertThat(workspace.state()).isEqualTo(before);
  }

  @Test
  void shouldRefuseAFolderThatIsThere() throws Exception {
    WorkspaceChange change = agent();
    Files.createDirectory(workspace.path("agents/reviewer"));

    assertThatThrownBy(() -> make(change, 0)).hasMessage("agents/reviewer is there already");
  }

  @Test
  void shouldKeepAFilesPermissionsAndALink() throws Exception {
    Path file = workspace.path(REGISTRY);
    Path real = workspace.path("registry.yaml");
    Files.move(file, real);
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.createSymbolicLink(file, Path.of("../registry.yaml"));
    String before = Files.readString(real);

    assertThat(make(withProblem(agent()), 0)).isInstanceOf(Outcome.TakenBack.class);
    assertThat(real).hasContent(before);
    assertThat(file).isSymbolicLink();

    assertThat(make(agent(), 0)).isInstanceOf(Outcome.Made.class);

    assertThat(file).isSymbolicLink().content().contains("agent-reviewer");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void shouldLetAnEndingProcessWaitForTheChange() throws Exception {
    ToItsEnd end = new ToItsEnd();
    Thread ending = new Thread(end::await);
    ending.start();

    ending.join(50);
    assertThat(ending.isAlive()).isTrue();
    end.close();
    ending.join(10_000);
    assertThat(ending.isAlive()).isFalse();
  }

  private WorkspaceChange agent() throws Exception {
    AgentTemplate template = AgentTemplate.read(temp);
    return AgentMaking.change(
        temp,
        template,
        new NewAgent("reviewer", "agent-reviewer", "Reviewer", template.version(), List.of()));
  }

  private WorkspaceChange skill() throws Exception {
    return SkillMaking.change(temp, new NewSkill("count", "architect"));
  }

  private static WorkspaceChange deepFolder() {
    return new WorkspaceChange(
        List.of(
            new NewFolder(
                "notes/a/b",
                new TreeMap<>(Map.of("c/d.md", new Content.Text("x"), "e", new Content.Text(""))))),
        List.of());
  }

  private static WorkspaceChange withProblem(WorkspaceChange change) {
    List<NewFolder> folders = new ArrayList<>(change.folders());
    folders.add(
        new NewFolder(
            "agents/unregistered",
            new TreeMap<>(
                Map.of(
                    "IDENTITY.md", new Content.Text("- Name: x\n"),
                    "SOUL.md", new Content.Text("I am x.\n"),
                    "config.yaml",
                        new Content.Text(
                            """
                            agent:
                              id: unregistered
                              name: x
                              description: x
                              model: {provider: p, name: m, temperature: 0, max_tokens: 1}
                            """)))));
    return new WorkspaceChange(folders, change.edits());
  }

  /** How many operations there are until all is in its place. */
  private int writingOperations(WorkspaceChange change) throws Exception {
    Map<String, String> before = workspace.state();
    FailingDisk disk = new FailingDisk(0);
    assertThat(Changing.make(temp, change, disk)).isInstanceOf(Outcome.Made.class);
    for (FileEdit edit : change.edits()) {
      workspace.write(edit.file(), edit.before());
    }
    FolderTree trees = new FolderTree(Disk.REAL);
    for (NewFolder folder : change.folders()) {
      trees.remove(workspace.path(folder.path()));
    }
    trees.remove(workspace.path("notes"));
    assertThat(workspace.state()).isEqualTo(before);
    // A backup that stays is no failure.
    return disk.operations() - change.edits().size();
  }

  private Outcome make(WorkspaceChange change, int failing) throws RefusedException, IOException {
    return Changing.make(temp, change, new FailingDisk(failing));
  }
}
