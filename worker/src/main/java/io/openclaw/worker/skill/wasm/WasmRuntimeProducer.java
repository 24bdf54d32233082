package io.openclaw.worker.skill.wasm;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.skill.SkillRuntime;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's runtime for WebAssembly. */
@Dependent
public final class WasmRuntimeProducer {

  @Produces
  @Singleton
  public SkillRuntime modules(WorkerConfig config) {
    WorkerConfig.Worker worker = config.worker();
    return new WasmRuntime(System.getenv(), worker.maxLine().asLongValue(), worker.killGrace());
  }
}
