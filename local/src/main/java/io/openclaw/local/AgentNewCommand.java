package io.openclaw.local;

import io.openclaw.local.workspace.EditedFile;
import io.openclaw.local.workspace.EntryName;
import io.openclaw.local.workspace.agent.AgentMaking;
import io.openclaw.local.workspace.agent.AgentTemplate;
import io.openclaw.local.workspace.agent.NewAgent;
import io.openclaw.local.workspace.change.RefusedException;
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
      "Makes an agent out of agents/template, without any permissions, and registers it. The"
          + " workspace is sound afterwards, or as it was."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the agent is made",
      "1:it can't be; standard error says why, and nothing was changed",
      "2:the command was not understood"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./openclaw agent new reviewer",
      "  ./openclaw agent new reviewer --name \"代码评审\" --domain code_review --domain security",
      "  ./openclaw agent new reviewer --id agent-review-004 --workspace ~/another-workspace"
    })
final class AgentNewCommand extends ChangeCommand {
  @Parameters(paramLabel = "NAME", description = "Of its folder: " + EntryName.RULE + ".")
  private String folder = "";

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "How people call it (default: the folder's name).")
  private @Nullable String name;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "How requests and rules call it (default: agent-NAME).")
  private @Nullable String id;

  @Option(
      names = "--domain",
      paramLabel = "WORD",
      description = "A field of its work, such as code_review; may be given several times.")
  private List<String> domains = new ArrayList<>();

  AgentNewCommand(Context context) {
    super(context);
  }

  @Override
  void check() {
    if (!EntryName.isValid(folder)) {
      throw wrongUse("'%s' is no name for an agent's folder: %s".formatted(folder, EntryName.RULE));
    }
    if (id != null && !id.matches("[a-zA-Z0-9._-]{1,100}")) {
      throw wrongUse("'%s' is no id: 1 to 100 letters, digits, dots, - and _".formatted(id));
    }
    checkText("--name", name);
    domains.forEach(domain -> checkText("--domain", domain));
  }

  private void checkText(String option, @Nullable String text) {
    if (text != null && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
      throw wrongUse(option + " needs a text of one line");
    }
  }

  @Override
  Plan plan(Path root, Workspace workspace) throws RefusedException, IOException {
    AgentTemplate template = AgentTemplate.read(root);
    NewAgent agent =
        new NewAgent(
            folder,
            id == null ? NewAgent.defaultId(folder) : id,
            name == null ? folder : name.strip(),
            template.version(),
            domains);
    return new Plan(AgentMaking.change(root, template, agent), report(agent));
  }

  private List<String> report(NewAgent agent) {
    return List.of(
        "Made %s: %s in %s.".formatted(agent.path(), agent.id(), EditedFile.AGENTS),
        "",
        "Edit next:",
        "  %s/config.yaml  its description, its model, what it may do (now nothing)"
            .formatted(agent.path()),
        "  %s/SOUL.md  who it is, how it talks, what it never does".formatted(agent.path()),
        "  orchestrator/routing-rules.yaml  a rule that leads to " + agent.id(),
        "",
        "Try it:",
        "  ./openclaw skill new my-skill --owner " + agent.folder(),
        "  " + up() + UNLESS_IT_RUNS,
        "  ./openclaw ask --agent %s \"What can you do?\"".formatted(agent.id()));
  }
}
