package io.openclaw.worker.skill.mcp;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.SandboxState;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Condition;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.worker.skill.process.Cells;
import io.openclaw.worker.skill.process.Program;
import io.openclaw.worker.skill.process.Programs;
import io.openclaw.worker.skill.process.Room;
import io.openclaw.worker.skill.process.Startable;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.McpServer;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Skill;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reaches servers: starts their programs, or opens the way to their addresses. Thread-safe. */
final class Servers {
  private final Sandboxes sandboxes;
  private final Programs programs;
  private final Cells cells;
  private final long maxMessage;
  private final Duration grace;

  /**
   * @param maxMessage bytes of the longest message that a server may send
   * @param grace how long a server may take to end
   */
  Servers(Sandboxes sandboxes, Programs programs, Cells cells, long maxMessage, Duration grace) {
    this.sandboxes = sandboxes;
    this.programs = programs;
    this.cells = cells;
    this.maxMessage = maxMessage;
    this.grace = grace;
  }

  /** A way to a server and the room that the call has; closed from the first to the last. */
  record Line(Wire wire, Room room) implements AutoCloseable {
    @Override
    public void close() {
      try (room) {
        wire.close();
      }
    }
  }

  /** How people know a server; not what stands behind a question mark, which may be a key. */
  static String name(McpServer server) {
    return switch (server.address()) {
      case Address.Http http -> http.url().toASCIIString().replaceFirst("\\?.*", "");
      case Address.Stdio stdio -> String.join(" ", stdio.command());
    };
  }

  /** Whether a skill's server can be reached, as far as that can be known here. */
  Condition condition(Skill skill) {
    return switch (server(skill).address()) {
      case Address.Http _ -> withoutFiles(skill);
      case Address.Stdio _ ->
          sandboxes.state() instanceof SandboxState.Missing(String reason)
              ? new Condition.NotReady(reason)
              : programs.condition(skill);
    };
  }

  private static Condition withoutFiles(Skill skill) {
    for (Handler handler : skill.handlers().values()) {
      if (handler.inputs().findValuesAsText("format").contains("file")) {
        return new Condition.NotReady(
            "its handler %s takes a file, which a server at a url cannot read"
                .formatted(handler.name()));
      }
    }
    return new Condition.Ready();
  }

  /** Reaches the server of a call. */
  Line reach(SkillCall call, SkillListener listener)
      throws IOException, Refusal, InterruptedException {
    return switch (server(call.tool().skill()).address()) {
      case Address.Http http -> http(call, http);
      case Address.Stdio _ -> start(call, listener);
    };
  }

  private Line http(SkillCall call, Address.Http http) throws IOException, Refusal {
    if (withoutFiles(call.tool().skill()) instanceof Condition.NotReady(String reason)) {
      throw new Refusal(FailureCode.SKILL_NOT_READY, reason);
    }
    Room room = cells.room(call);
    try {
      return new Line(http(http, room.gate()), room);
    } catch (Refusal | RuntimeException | OutOfMemoryError e) {
      room.close();
      throw e;
    }
  }

  private Wire http(Address.Http http, @Nullable EgressGate gate) throws Refusal {
    if (gate == null) {
      throw new Refusal(
          FailureCode.FORBIDDEN_HOST,
          "%s is granted neither to the agent (allowed_endpoints) nor to the skill (endpoints in orchestrator/skill-registry.yaml)"
              .formatted(http.url().getHost()));
    }
    return new HttpWire(
        new HttpDoor(gate.socket(), http.url()),
        gate,
        Headers.of(http.headers(), gate.placeholders()),
        maxMessage,
        grace);
  }

  private Line start(SkillCall call, SkillListener listener)
      throws IOException, Refusal, InterruptedException {
    Sandbox sandbox =
        switch (sandboxes.require()) {
          case SandboxState.Usable(Sandbox usable) -> usable;
          case SandboxState.Missing(String reason) ->
              throw new Refusal(FailureCode.NOT_SANDBOXED, reason);
        };
    Program program = program(call, listener);
    Room room = cells.room(call);
    try {
      return new Line(
          StdioWire.begin(cells.start(call, program, room, sandbox), maxMessage, grace), room);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      room.close();
      throw e;
    }
  }

  private Program program(SkillCall call, SkillListener listener)
      throws Refusal, InterruptedException {
    Skill skill = call.tool().skill();
    return switch (programs.require(
        skill, cells.haveWayOut(call), line -> listener.progress(line, null))) {
      case Startable.Found(Program program) -> program;
      case Startable.Missing(String reason) ->
          throw new Refusal(FailureCode.SKILL_NOT_READY, reason);
    };
  }

  private static McpServer server(Skill skill) {
    return requireNonNull(skill.server(), "server is null");
  }
}
