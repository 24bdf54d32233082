package io.openclaw.worker.skill.process;

import static io.openclaw.worker.fixture.HandlerFixture.handler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.event.Attachment;
import io.openclaw.event.EventJson;
import io.openclaw.worker.egress.Egress;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.fixture.SandboxSettings;
import io.openclaw.worker.fixture.Scopes;
import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.fixture.Workspaces;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.Answer;
import io.openclaw.worker.skill.StepScope;
import io.openclaw.worker.skill.Tool;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.Permissions;
import io.openclaw.workspace.ResourceRequirements;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A worker's runtime for processes, a workspace with something to steal, and small skills that try
 * to: the Python files in {@code attacks/}.
 */
final class AttackCase implements AutoCloseable {
  static final Duration TIME = Duration.ofSeconds(60);

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** The worker's environment, as the skills should never see it. */
  static final Map<String, String> OWN =
      Map.of(
          "PATH", System.getenv("PATH"),
          "API_KEY", "the-workers-api-key",
          "HOOK_URL", "https://hooks.example.org/services/the-hooks-path");

  private static final Duration GRACE = Duration.ofMillis(300);

  final Path folder;
  final Path secret;
  private final PythonEnvironments environments;
  private final ProcessRuntime runtime;

  AttackCase(Path folder, boolean isConfined, List<String> privateHosts) throws IOException {
    this(folder, isConfined, privateHosts, WarmLimits.NONE);
  }

  AttackCase(Path folder, boolean isConfined, List<String> privateHosts, WarmLimits limits)
      throws IOException {
    this.folder = folder.toRealPath();
    this.secret = write("host/secret.txt", "the host's secret");
    write("workspace/datasets/attached.csv", "a,b\n1,2\n");
    write("workspace/foreign/plan.md", "another agent's plan");
    write("workspace/granted/own.md", "one's own");
    Files.createSymbolicLink(path("workspace/granted/link-to-secret"), secret);
    Path cache = Files.createDirectories(path("cache"));
    this.environments = new PythonEnvironments(Optional.empty(), cache, System.getenv());
    this.runtime =
        new ProcessRuntime(
            TestPrograms.of(environments, PythonHelper.install(cache)),
            new Sandboxes(isConfined, cache, System.getenv("PATH")),
            new Cells(
                new Egress(privateHosts, OWN, new SimpleMeterRegistry()),
                new LaunchCommand(
                    OWN, new CallLimits(new SandboxSettings(256L << 20, 40, 64, 32L << 20), 2)),
                1 << 20,
                GRACE),
            GRACE,
            limits,
            new SimpleMeterRegistry());
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  private Path write(String name, String text) throws IOException {
    Path file = path(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  /** What an attacker would like to know, told to make it easy. */
  ObjectNode inputs() {
    ObjectNode inputs = EventJson.mapper().createObjectNode();
    inputs.put("secret", secret.toString());
    inputs.put("granted", path("workspace/granted").toString());
    inputs.put("foreign", path("workspace/foreign").toString());
    inputs.put("attachment", path("workspace/datasets/attached.csv").toString());
    inputs.put("worker", ProcessHandle.current().pid());
    return inputs;
  }

  Answer attack(String file, ObjectNode inputs) throws Exception {
    return attack(file, inputs, SkillNetwork.NONE, TIME, null);
  }

  /**
   * Calls one.
   *
   * @param cpu thousandths of a processor; null: not said
   */
  Answer attack(
      String file, ObjectNode inputs, SkillNetwork network, Duration time, @Nullable Integer cpu)
      throws Exception {
    Path code = ProcessRuntimeTest.resource("attacks/" + file + ".py");
    Skill skill =
        SkillFixture.skill("attack")
            .folder(code.resolveSibling(""))
            .network(network)
            .resources(
                new ResourceRequirements(
                    cpu == null ? null : new CpuQuantity(cpu), null, GpuRequirement.NONE, time))
            .build();
    Path artifacts =
        Files.createDirectories(path("data").resolve("artifacts-" + NUMBER.incrementAndGet()));
    return runtime.call(
        new SkillCall(
            scope(),
            "call-1",
            new Tool(skill, handler(file).file(code).build()),
            inputs,
            artifacts,
            time),
        (message, fraction) -> {});
  }

  private StepScope scope() throws IOException {
    Permissions permissions = new Permissions(0, List.of("/workspace/granted"), List.of());
    return Scopes.scope(
        folder,
        Workspaces.agent("attacker", permissions),
        new Attachment("attached.csv", "/workspace/datasets/attached.csv"));
  }

  @Override
  public void close() {
    runtime.close();
    environments.close();
  }
}
