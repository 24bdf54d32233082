package io.openclaw.benchmarks.starts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.openclaw.artifact.FileTree;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.environment.PythonEnvironments;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.inprocess.InProcessRuntimeProducer;
import io.openclaw.worker.skill.process.ProcessRuntime;
import io.openclaw.worker.skill.process.ProcessRuntimeProducer;
import io.openclaw.worker.skill.wasm.WasmRuntimeProducer;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is started, made as a worker makes it, with its default settings. */
final class Subjects implements AutoCloseable {
  private final Path folder;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final PythonEnvironments environments;
  private final Sandboxes sandboxes;
  private final ProcessRuntime warm;
  private final ProcessRuntime cold;
  private int folders;

  Subjects() throws IOException {
    this.folder = Files.createTempDirectory("openclaw-starts").toRealPath();
    Path cache = folder.resolve("cache");
    Map<String, String> own = System.getenv();
    this.environments = new PythonEnvironments(Optional.empty(), cache, own);
    this.sandboxes = new Sandboxes(true, cache, own.getOrDefault("PATH", "/usr/bin:/bin"));
    this.warm = processes(meters, Map.of());
    this.cold = processes(new SimpleMeterRegistry(), Map.of("openclaw.worker.warm.memory", "0"));
  }

  Subject java() throws IOException {
    SkillRuntime runtime =
        new InProcessRuntimeProducer()
            .inProcess(List.of(new Clock.InJava()), meters, config(Map.of()));
    return new HandlerStart(runtime, clock(RuntimeKind.JAVA, "Clock.java")::call);
  }

  Subject wasm() throws IOException {
    SkillRuntime runtime = new WasmRuntimeProducer().modules(config(Map.of()));
    return new HandlerStart(runtime, clock(RuntimeKind.WASM, "clock.wasm")::call);
  }

  Subject cold() throws IOException {
    return new HandlerStart(cold, clock(RuntimeKind.PROCESS, "clock.py")::call);
  }

  Subject warm() throws IOException {
    WarmCalls calls = new WarmCalls(meters);
    return new HandlerStart(
        warm, clock(RuntimeKind.PROCESS, "clock.py")::call, calls::await, calls::remark);
  }

  Subject plain() throws Exception {
    Clock clock = clock(RuntimeKind.PROCESS, "clock.py");
    if (environments.require(clock.call().tool().skill(), line -> {})
        instanceof Readiness.Ready ready) {
      return new PlainStart(ready.python());
    }
    throw new IllegalStateException("there is no Python");
  }

  @Override
  public void close() throws IOException {
    warm.close();
    cold.close();
    environments.close();
    FileTree.delete(folder);
  }

  private ProcessRuntime processes(MeterRegistry meters, Map<String, String> settings) {
    ProcessRuntimeProducer producer = new ProcessRuntimeProducer();
    WorkerConfig config = config(settings);
    return producer.processes(
        config,
        producer.programs(config, environments),
        sandboxes,
        producer.cells(config, meters),
        meters);
  }

  private Clock clock(RuntimeKind runtime, String file) throws IOException {
    return new Clock(Files.createDirectory(folder.resolve("clock-" + folders++)), runtime, file);
  }

  private WorkerConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withConverter(Duration.class, 100, new DurationConverter())
        .withDefaultValue("openclaw.cache", folder.resolve("cache").toString())
        .withSources(new PropertiesConfigSource(settings, "benchmark", 100))
        .withMapping(WorkerConfig.class)
        .build()
        .getConfigMapping(WorkerConfig.class);
  }
}
