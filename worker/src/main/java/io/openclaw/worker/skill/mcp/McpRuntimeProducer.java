package io.openclaw.worker.skill.mcp;

import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.sandbox.Sandboxes;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.process.Cells;
import io.openclaw.worker.skill.process.Programs;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The worker's runtime for tools of MCP servers. */
@Dependent
final class McpRuntimeProducer {

  @Produces
  @Singleton
  SkillRuntime servers(WorkerConfig config, Sandboxes sandboxes, Programs programs, Cells cells) {
    WorkerConfig.Worker worker = config.worker();
    Servers servers =
        new Servers(sandboxes, programs, cells, worker.maxLine().asLongValue(), worker.killGrace());
    return new McpRuntime(servers, sandboxes, worker.killGrace());
  }
}
