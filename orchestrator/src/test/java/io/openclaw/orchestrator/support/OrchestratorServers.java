package io.openclaw.orchestrator.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the orchestrator under test its servers, and the test its connection to Kafka. */
public final class OrchestratorServers implements QuarkusTestResourceLifecycleManager {
  private @Nullable Servers servers;
  private @Nullable Wire wire;
  private final WorkspaceCopy workspace = new WorkspaceCopy();

  @Override
  public Map<String, String> start() {
    Servers started = new Servers();
    servers = started;
    wire = new Wire(started.kafkaAddress());
    Map<String, String> settings = new HashMap<>(started.environment());
    settings.put("openclaw.workspace", workspace.root().toString());
    settings.put("openclaw.internal-token", Api.TOKEN);
    settings.put("openclaw.workers.silence", "6s");
    settings.put("openclaw.dead-letters.max-value", "64K");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(wire, new TestInjector.MatchesType(Wire.class));
    injector.injectIntoFields(workspace, new TestInjector.MatchesType(WorkspaceCopy.class));
    injector.injectIntoFields(servers, new TestInjector.MatchesType(Servers.class));
  }

  @Override
  public void stop() {
    try {
      if (wire != null) {
        wire.close();
      }
      if (servers != null) {
        servers.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
