package io.openclaw.worker.skill.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.workspace.McpServer;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers that are tools of MCP servers. Each call has a session of its own, and a process of
 * its own where the server is a program, so that nothing is shared between agents or tenants.
 */
final class McpRuntime implements SkillRuntime {
  private static final Logger LOG = Logger.getLogger(McpRuntime.class);
  private static final int LAST_LINES = 20;

  private final Servers servers;
  private final Sandboxes sandboxes;
  private final Duration grace;

  /** Tools that were found to be there and to fit, by the ids of their handlers. */
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(McpServer server, JsonNode inputs) {}

  /**
   * @param grace how long a server may take to end
   */
  McpRuntime(Servers servers, Sandboxes sandboxes, Duration grace) {
    this.servers = servers;
    this.sandboxes = sandboxes;
    this.grace = grace;
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.MCP;
  }

  @Override
  public void prepare(List<Skill> skills) {
    if (skills.stream().anyMatch(skill -> server(skill).address() instanceof Address.Stdio)) {
      sandboxes.require();
    }
  }

  @Override
  public Condition condition(Skill skill) {
    return servers.condition(skill);
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    Notices notices = new Notices(call, listener, call.callId());
    try {
      return ToolResult.of(call, result(call, notices, listener));
    } catch (Refusal e) {
      known.remove(call.tool().id());
      return new Answer.Refused(e.failure(call.tool().id()));
    } catch (IOException e) {
      LOG.errorf(e, "An MCP server could not be called. handler=%s", call.tool().id());
      return new Answer.Refused(
          FailureCode.INTERNAL.failure(
              "cannot call the server of " + call.tool().id() + ": " + e.getMessage()));
    }
  }

  /** What the tool gives; the server has ended, or been left, by then. */
  private ObjectNode result(SkillCall call, Notices notices, SkillListener listener)
      throws IOException, Refusal, InterruptedException {
    try (Servers.Line line = servers.reach(call, listener)) {
      Talk talk = new Talk(line.wire(), notices, call.timeout(), grace);
      try {
        McpServer server = server(call.tool().skill());
        String tool = server.tool(call.tool().handler().name());
        ServerCall talked = new ServerCall(talk, line.wire(), call, tool);
        talked.open();
        findTool(call, talk, tool);
        return talked.run(server.address() instanceof Address.Stdio);
      } catch (Refusal e) {
        logAsides(line.wire(), notices);
        throw e;
      }
    }
  }

  /** Once, and again after each call that failed: it may be why. */
  private void findTool(SkillCall call, Talk talk, String tool)
      throws Refusal, InterruptedException {
    Known wanted = new Known(server(call.tool().skill()), call.tool().handler().inputs());
    if (wanted.equals(known.get(call.tool().id()))) {
      return;
    }
    JsonNode taken = new ToolList(talk).inputsOf(tool, Servers.name(wanted.server()));
    String misfit = ToolFit.misfit(wanted.inputs(), taken);
    if (misfit != null) {
      throw new Refusal(
          FailureCode.TOOL_MISFIT,
          "%s of the MCP server %s does not fit: %s"
              .formatted(tool, Servers.name(wanted.server()), misfit));
    }
    known.put(call.tool().id(), wanted);
  }

  private static void logAsides(Wire wire, Notices notices) {
    List<String> lines = wire.asides();
    for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())) {
      notices.write("warn", "stderr: " + line);
    }
  }

  private static McpServer server(Skill skill) {
    @Nullable McpServer server = skill.server();
    return requireNonNull(server, "server is null");
  }
}
