package io.openclaw.worker.skill.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.workspace.Agent;
import java.util.Set;

/** One call of a tool, from the greeting to the result. */
final class ServerCall {
  /** Offered; a server that does not know it names another one. */
  private static final String VERSION = "2025-06-18";

  /** What a tool call needs is the same in all of them. */
  private static final Set<String> KNOWN = Set.of("2024-11-05", "2025-03-26", VERSION);

  private static final String CONTEXT = "io.openclaw/context";

  private final Talk talk;
  private final Wire wire;
  private final SkillCall call;
  private final String tool;

  /**
   * @param tool the server's name of the tool
   */
  ServerCall(Talk talk, Wire wire, SkillCall call, String tool) {
    this.talk = talk;
    this.wire = wire;
    this.call = call;
    this.tool = tool;
  }

  /** Greets the server. */
  void open() throws Refusal, InterruptedException {
    ObjectNode params = Messages.empty().put("protocolVersion", VERSION);
    params.putObject("capabilities");
    params.putObject("clientInfo").put("name", "openclaw").put("version", "1");
    JsonNode version = talk.request("initialize", params).path("protocolVersion");
    if (!KNOWN.contains(version.asText())) {
      throw new Refusal(
          FailureCode.BAD_PROTOCOL, "the server speaks no version of MCP that is known here");
    }
    wire.agreed(version.asText());
    talk.tell("notifications/initialized");
  }

  /**
   * Calls the tool.
   *
   * @param isNear whether the server sees this machine's files
   * @return the result as the server gives it
   */
  ObjectNode run(boolean isNear) throws Refusal, InterruptedException {
    ObjectNode params = Messages.empty().put("name", tool);
    params.set("arguments", call.inputs());
    ObjectNode meta = params.putObject("_meta").put("progressToken", call.callId());
    meta.set(CONTEXT, context(isNear));
    return talk.request("tools/call", params);
  }

  /** Whose call it is; tools that do not ask for it do not see it. */
  private ObjectNode context(boolean isNear) {
    StepScope scope = call.scope();
    Agent agent = scope.agent();
    ObjectNode context =
        Messages.empty()
            .put("taskId", scope.taskId().toString())
            .put("stepId", scope.step().stepId())
            .put("attempt", scope.step().attempt())
            .put("idempotencyKey", scope.idempotencyKey())
            .put("language", scope.language().code())
            .put("agent", agent == null ? null : agent.id());
    return isNear ? context.put("artifactsDir", call.artifactsDir().toString()) : context;
  }
}
