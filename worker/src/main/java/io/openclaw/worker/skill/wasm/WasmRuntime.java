package io.openclaw.worker.skill.wasm;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.protocol.Exchange;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import run.endive.wasm.WasmModule;

/**
 * Runs handlers that are WebAssembly modules: one instance a call, which sees nothing of the
 * machine but copies of the files that the call names. The module speaks the same lines as a
 * process.
 */
final class WasmRuntime implements SkillRuntime {
  private static final Logger LOG = Logger.getLogger(WasmRuntime.class);

  /** Where the skill does not say how much memory it takes. */
  private static final long MEMORY = 256L << 20;

  private final Modules modules = new Modules();
  private final Map<String, String> own;
  private final long maxLine;
  private final Duration grace;

  /**
   * @param own the worker's environment, of which a module gets what its skill wants and was
   *     granted
   * @param maxLine longest line that a module may write
   * @param grace how long a module may take to end
   */
  WasmRuntime(Map<String, String> own, long maxLine, Duration grace) {
    this.own = Map.copyOf(own);
    this.maxLine = maxLine;
    this.grace = grace;
  }

  @Override
  public RuntimeKind kind() {
    return RuntimeKind.WASM;
  }

  /** Parses the modules, so that no call has to wait for that. */
  @Override
  public void prepare(List<Skill> skills) {
    skills.forEach(skill -> {
      if (condition(skill) instanceof Condition.NotReady(String reason)) {
        LOG.warnf("A skill is not ready. skillId=%s reason=%s", skill.id(), reason);
      }
    });
  }

  @Override
  public Condition condition(Skill skill) {
    for (Handler handler : skill.handlers().values()) {
      String fault = load(handler.file()).fault();
      if (fault != null) {
        return new Condition.NotReady(handler.file().getFileName() + ": " + fault);
      }
    }
    return new Condition.Ready();
  }

  @Override
  public Answer call(SkillCall call, SkillListener listener) throws InterruptedException {
    Deadline deadline = Deadline.in(call.timeout());
    Modules.Loaded loaded = load(call.tool().handler().file());
    if (loaded.module() == null || loaded.fault() != null) {
      return refused(
          FailureCode.SKILL_NOT_READY,
          "%s is not ready: %s".formatted(call.tool().id(), loaded.fault()));
    }
    long memory = memory(call.tool().skill());
    try (GuestFiles files = GuestFiles.of(call, memory)) {
      Duration left = deadline.left();
      return left.isPositive()
          ? run(call.within(left), loaded.module(), files, listener)
          : refused(
              FailureCode.TIMEOUT,
              "%s was not ready within the time that it may take, %s"
                  .formatted(call.tool().id(), call.timeout()));
    } catch (GuestFiles.Full e) {
      return refused(
          FailureCode.LIMIT_EXCEEDED,
          "%s works on files in memory, which has room for %s: %s"
              .formatted(call.tool().id(), new MemoryQuantity(memory), e.getMessage()));
    } catch (IOException e) {
      LOG.errorf(e, "The files of a module could not be copied. handler=%s", call.tool().id());
      return refused(
          FailureCode.INTERNAL, "cannot run " + call.tool().id() + ": " + e.getMessage());
    }
  }

  private Answer run(SkillCall call, WasmModule module, GuestFiles files, SkillListener listener)
      throws IOException, InterruptedException {
    Skill skill = call.tool().skill();
    Guest.Setup setup =
        new Guest.Setup(module, files.root(), variables(skill), memory(skill), maxLine);
    Answer answer;
    try (Guest guest = Guest.start(call, setup, grace)) {
      answer = new Exchange(guest, call, listener).converse();
    }
    if (answer instanceof Answer.Output output) {
      files.handOver(output.artifacts());
    }
    return answer;
  }

  private Modules.Loaded load(Path file) {
    try {
      return modules.get(file);
    } catch (IOException e) {
      return new Modules.Loaded(null, "it cannot be read: " + e.getMessage(), 0);
    }
  }

  private Map<String, String> variables(Skill skill) {
    Map<String, String> variables = new HashMap<>();
    for (String name : skill.environment()) {
      String value = own.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    return variables;
  }

  private static long memory(Skill skill) {
    MemoryQuantity memory = skill.resources().memory();
    return memory == null ? MEMORY : memory.bytes();
  }

  private static Answer refused(FailureCode code, String message) {
    return new Answer.Refused(code.failure(message));
  }
}
