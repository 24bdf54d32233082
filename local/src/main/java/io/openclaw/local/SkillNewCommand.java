package io.openclaw.local;

import io.openclaw.local.workspace.EditedFile;
import io.openclaw.local.workspace.EntryName;
import io.openclaw.local.workspace.change.RefusedException;
import io.openclaw.local.workspace.change.WorkspaceChange;
import io.openclaw.local.workspace.skill.NewSkill;
import io.openclaw.local.workspace.skill.SkillMaking;
import io.openclaw.route.HandlerChoice;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    description = {
      "Makes a skill with a small handler that works and is tested, and registers it: public as"
          + " shared/NAME, else private to the agent that owns it. The workspace is sound"
          + " afterwards, or as it was."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the skill is made",
      "1:it can't be; standard error says why, and nothing was changed",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw skill new shared/text-statistics",
      "  ./openclaw skill new changelog --owner architect"
    })
final class SkillNewCommand extends ChangeCommand {
  private static final String SHARED = "shared/";
  private static final String PYTHON = "python";

  @Parameters(paramLabel = "[shared/]NAME", description = "Of its folder: " + EntryName.RULE + ".")
  private String given = "";

  @Option(
      names = "--runtime",
      paramLabel = "KIND",
      defaultValue = PYTHON,
      description = "What the handler is written in: python, for now.")
  private String runtime = PYTHON;

  @Option(
      names = "--owner",
      paramLabel = "FOLDER",
      description = "The agent's folder below agents/; needed for all but shared/ skills.")
  private @Nullable String owner;

  SkillNewCommand(Context context) {
    super(context);
  }

  @Override
  void check() {
    if (!EntryName.isValid(name()) || name().equals("shared")) {
      throw wrongUse(
          "'%s' is no name for a skill: %s, perhaps after shared/"
              .formatted(given, EntryName.RULE));
    }
    if (isShared() && owner != null) {
      throw wrongUse("a shared skill belongs to the system; leave --owner out, or shared/");
    }
    if (!isShared() && owner == null) {
      throw wrongUse(
          "a private skill needs --owner, an agent's folder; for one that all may use: shared/"
              + name());
    }
  }

  @Override
  Plan plan(Path root, Workspace workspace) throws RefusedException, IOException {
    if (!runtime.equals(PYTHON)) {
      throw new RefusedException(
          "there are no skills in '%s' yet: the runtimes are %s".formatted(runtime, PYTHON));
    }
    NewSkill skill = new NewSkill(name(), owner);
    WorkspaceChange change = SkillMaking.change(root, skill);
    return new Plan(change, report(root, skill, asking(root, workspace, skill)));
  }

  private List<String> report(Path root, NewSkill skill, String asking) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Made %s: %s in %s, %s."
            .formatted(skill.path(), skill.id(), EditedFile.SKILLS, user(root, skill)));
    lines.add("");
    lines.addAll(editNext(skill));
    lines.add("");
    lines.addAll(tryIt(root, skill));
    lines.add(asking);
    return lines;
  }

  private static List<String> editNext(NewSkill skill) {
    List<String> lines = new ArrayList<>();
    lines.add("Edit next:");
    lines.add(
        "  %s/handlers/%s.py  what it does; for now it counts words"
            .formatted(skill.path(), skill.handler()));
    lines.add(
        "  %s/config.yaml  what goes in and comes out, and what a request says that means it"
            .formatted(skill.path()));
    lines.add(
        "  %s/SKILL.md  what a model reads to decide whether to use it".formatted(skill.path()));
    if (skill.isPublic()) {
      // Which agents are to have it only its author knows.
      lines.add(
          "  agents/*/tools-config.json  the agents that it is for; add %s to their tools"
              .formatted(skill.offer()));
    }
    return lines;
  }

  private List<String> tryIt(Path root, NewSkill skill) {
    return List.of(
        "Try it:",
        "  PYTHONPATH=%s python3 -B -m unittest discover -s %s"
            .formatted(
                shell(context().installation().pythonFolder()),
                shell(root.resolve(skill.path()).resolve("tests"))),
        "  " + up() + UNLESS_IT_RUNS);
  }

  private static String asking(Path root, Workspace workspace, NewSkill skill)
      throws RefusedException, IOException {
    String request = skill.name().replace('-', ' ') + ": one two three";
    HandlerChoice other = HandlerChoice.of(request, besides(workspace, skill));
    if (other != null) {
      return "  %s is meant by \"%s\" too: give match in %s/config.yaml words of its own"
          .formatted(other.id(), request, skill.path());
    }
    String agent = skill.owner() == null ? "" : "--agent " + idOf(root, skill.owner()) + " ";
    return "  ./openclaw ask %s\"%s\"".formatted(agent, request);
  }

  /** What may be chosen where the new skill may. */
  private static List<Skill> besides(Workspace workspace, NewSkill skill) {
    return workspace.skills().values().stream()
        .filter(
            other -> other.visibility() == Visibility.PUBLIC || other.owner().equals(skill.owner()))
        .toList();
  }

  private static String idOf(Path root, String owner) throws RefusedException, IOException {
    EditedFile config = EditedFile.open(root, "agents/" + owner + "/config.yaml");
    return String.valueOf(config.yaml().word("agent", "id"));
  }

  private static String user(Path root, NewSkill skill) {
    String owner = skill.owner();
    if (owner == null) {
      return "for all agents";
    }
    return "for agents/%s alone, whose config.yaml binds it%s"
        .formatted(
            owner,
            SkillMaking.isRestricted(root, owner) ? " and whose tools-config.json offers it" : "");
  }

  private boolean isShared() {
    return given.startsWith(SHARED);
  }

  private String name() {
    return isShared() ? given.substring(SHARED.length()) : given;
  }
}
