package io.openclaw.orchestrator.support;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The orchestrator, its servers and its workspace, which cases share that do not harm them. */
final class SharedOrchestrator implements AutoCloseable {
  /** For a step with as much as a message can have. */
  private static final List<String> ROOM = List.of("-Xmx1g");

  final Servers servers = new Servers();
  final Wire wire = new Wire(servers.kafkaAddress());
  final WorkspaceCopy workspace = new WorkspaceCopy();
  final OrchestratorProcess process = OrchestratorProcess.start(environment(), ROOM);

  private SharedOrchestrator() {}

  /** The first case starts it; it ends with the last one. */
  static SharedOrchestrator of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedOrchestrator.class))
        .computeIfAbsent(SharedOrchestrator.class, _ -> Start.STARTED, SharedOrchestrator.class);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_WORKSPACE", workspace.root().toString());
    environment.put("OPENCLAW_WORKERS_SILENCE", "6s");
    environment.put("OPENCLAW_DEAD_LETTERS_MAX_VALUE", "64K");
    return environment;
  }

  @Override
  public void close() throws IOException {
    process.close();
    wire.close();
    servers.close();
  }

  /** Once; where that fails, no other case tries it again. */
  private static final class Start {
    static final SharedOrchestrator STARTED = new SharedOrchestrator();
  }
}
