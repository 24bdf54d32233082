package io.openclaw.worker.skill.mcp;

import static io.openclaw.worker.fixture.HandlerFixture.handler;
import static io.openclaw.worker.fixture.Json.json;
import static io.openclaw.worker.fixture.Json.object;
import static io.openclaw.worker.fixture.Workspaces.agent;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.event.Failure;
import io.openclaw.worker.fixture.HandlerFixture;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls one tool; what it is called with, by and for can be changed before. */
final class McpCase {
  static final Duration GRACE = Duration.ofMillis(300);

  private final Path folder;
  final McpRuntime runtime;
  final Path artifacts;
  final List<String> progress = new CopyOnWriteArrayList<>();
  Path skillFolder = Runtimes.folder();
  HandlerFixture handler = handler("contract");
  Address address;
  SkillNetwork network = SkillNetwork.NONE;
  Duration timeout = Duration.ofSeconds(30);
  String[] environment = {};

  McpCase(Path folder, McpRuntime runtime, Address address) throws Exception {
    this.folder = folder;
    this.runtime = runtime;
    this.address = address;
    this.artifacts = Files.createDirectories(folder.toRealPath().resolve("artifacts"));
  }

  McpCase outputs(String schema) {
    handler.outputs(schema);
    return this;
  }

  Skill skill() throws Exception {
    Handler built = handler.build();
    return SkillFixture.skill("suite")
        .folder(skillFolder)
        .server(address)
        .network(network)
        .environment(environment)
        .handler(built)
        .build();
  }

  Answer call(String inputs) throws Exception {
    return call(object(inputs));
  }

  Answer call(ObjectNode inputs) throws Exception {
    Skill skill = skill();
    Tool tool = new Tool(skill, skill.handlers().values().iterator().next());
    return runtime.call(
        new SkillCall(
            Scopes.scope(folder, agent("tester", List.of())),
            "call-1",
            tool,
            inputs,
            artifacts,
            timeout),
        (message, fraction) -> progress.add(message));
  }

  /** What it returns. */
  ObjectNode output(String inputs) throws Exception {
    Answer answer = call(inputs);
    assertThat(answer).isInstanceOf(Answer.Output.class);
    return ((Answer.Output) answer).output();
  }

  /** Why it fails. */
  Failure failure(String inputs) throws Exception {
    Answer answer = call(inputs);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).failure();
  }

  void shouldReturn(String inputs, String output) throws Exception {
    assertThat(output(inputs)).isEqualTo(json(output));
  }
}
