package io.openclaw.worker.skill.inprocess;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillException;
import io.openclaw.skill.SkillHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** The handler of the suite that every runtime passes; it does what its input says. */
final class ContractHandler implements SkillHandler {
  private final AtomicInteger running = new AtomicInteger();

  @Override
  public String id() {
    return "suite:contract";
  }

  /** Calls under way. */
  int running() {
    return running.get();
  }

  @Override
  public ObjectNode run(ObjectNode inputs, SkillContext context)
      throws SkillException, InterruptedException {
    running.incrementAndGet();
    try {
      return run(inputs.get("do").asText(), inputs, context);
    } finally {
      running.decrementAndGet();
    }
  }

  private static ObjectNode run(String what, ObjectNode inputs, SkillContext context)
      throws SkillException, InterruptedException {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    return switch (what) {
      case "echo" -> {
        output.set("inputs", inputs);
        output.put("key", context.idempotencyKey());
        output.put("attempt", context.attempt());
        output.put("task", context.taskId().toString());
        output.put("step", context.stepId());
        output.put("agent", context.agentId());
        output.put("language", context.language());
        yield output;
      }
      case "misfit" -> output.put("rows", "many");
      case "work" -> {
        context.progress("begins", 0.0);
        context.log(SkillContext.Level.INFO, "half of it is done");
        write(context.artifact("report.md", "text/markdown"));
        context.progress("ends", 1.0);
        output.putObject("report").put("artifact", "report.md");
        yield output;
      }
      case "spoil" -> {
        write(context.artifact("report.md", "text/markdown"));
        throw SkillException.permanent("SPOILT", "on purpose");
      }
      case "fail" ->
          throw inputs.get("retryable").asBoolean()
              ? SkillException.passing("NO_LUCK", "try again")
              : SkillException.permanent("NO_LUCK", "try again");
      case "break" -> throw new IllegalStateException("unforeseen");
      case "wait" -> {
        context.progress("waits", null);
        Thread.sleep(Duration.ofMinutes(10));
        yield output;
      }
      case "chatter" -> {
        while (!Thread.currentThread().isInterrupted()) {
          context.progress("and so on", null);
        }
        throw new InterruptedException();
      }
      case "large" -> output.put("text", "x".repeat(inputs.get("n").asInt()));
      case "deep" -> {
        for (int i = inputs.get("n").asInt(); i > 0; i--) {
          ObjectNode outer = JsonNodeFactory.instance.objectNode();
          outer.set("more", output);
          output = outer;
        }
        yield output;
      }
      default -> throw SkillException.permanent("BAD_INPUT", "cannot do " + what);
    };
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "# Report\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
