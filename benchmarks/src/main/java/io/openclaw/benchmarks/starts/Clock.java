package io.openclaw.benchmarks.starts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openclaw.artifact.FileArtifactStore;
import io.openclaw.event.StepAttempt;
import io.openclaw.skill.SkillContext;
import io.openclaw.skill.SkillHandler;
import io.openclaw.worker.artifact.Artifacts;
import io.openclaw.worker.artifact.AttemptArtifacts;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.skill.Language;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillManual;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A skill whose one handler, {@code now}, gives the time; and calls of it. */
final class Clock {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Path folder;
  private final Tool tool;
  private final StepScope scope;
  private final AtomicLong calls = new AtomicLong();

  /**
   * Lays it out.
   *
   * @param file of its handler, a resource beside this class's package; for Java the name alone
   *     counts
   */
  Clock(Path folder, RuntimeKind runtime, String file) throws IOException {
    this.folder = folder;
    Skill skill = skill(folder.resolve("skill"), runtime, file);
    this.tool = new Tool(skill, Objects.requireNonNull(skill.handlers().get("now")));
    this.scope = scope(folder);
  }

  /** The handler in Java. */
  static final class InJava implements SkillHandler {
    @Override
    public String id() {
      return "clock:now";
    }

    @Override
    public ObjectNode run(ObjectNode inputs, SkillContext context) {
      return JSON.objectNode().put("at", System.nanoTime());
    }
  }

  SkillCall call() {
    String id = "call-" + calls.incrementAndGet();
    try {
      return new SkillCall(
          scope,
          id,
          tool,
          JSON.objectNode(),
          Files.createDirectories(folder.resolve("artifacts/" + id)),
          TIMEOUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Skill skill(Path folder, RuntimeKind runtime, String file) throws IOException {
    Files.createDirectories(folder);
    Path code = folder.resolve(file);
    try (InputStream content = Clock.class.getResourceAsStream("/starts/" + file)) {
      if (content != null) {
        Files.copy(content, code);
      }
    }
    Handler now =
        new Handler(
            "now", "Gives the time.", code, null, null, null, JSON.objectNode(), JSON.objectNode());
    return new Skill(
        "clock",
        "clock",
        "1.0.0",
        folder,
        SkillManual.of("clock", ""),
        "system",
        Visibility.PUBLIC,
        runtime,
        null,
        List.of(),
        List.of(),
        ResourceRequirements.within(TIMEOUT),
        null,
        SkillNetwork.NONE,
        Map.of("now", now));
  }

  private static StepScope scope(Path folder) throws IOException {
    UUID task = new UUID(0, 1);
    StepAttempt step = new StepAttempt("step-1", "agent-bench", 1);
    AttemptArtifacts artifacts =
        new Artifacts(
                new FileArtifactStore(folder.resolve("data")),
                folder.resolve("scratch"),
                folder.resolve("copies"),
                1 << 20)
            .open(task, step, List.of());
    return new StepScope(
        task,
        "bench",
        step,
        "key-1",
        Language.EN,
        null,
        PathGrants.of(folder, List.of(), List.of(), artifacts.readable()),
        artifacts);
  }
}
