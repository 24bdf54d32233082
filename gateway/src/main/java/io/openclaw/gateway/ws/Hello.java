package io.openclaw.gateway.ws;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.Caller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.workspace.LoadedWorkspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Greets clients that have proved who they are. */
@ApplicationScoped
class Hello {
  private static final String MAIN = "main";
  private static final List<String> EVENTS =
      List.of(
          Session.CHALLENGE,
          Session.TICK,
          Subscriptions.TASK_EVENT,
          Subscriptions.TASK_ERROR_EVENT);

  private final Methods methods;
  private final LoadedWorkspace workspace;
  private final GatewayConfig.Gateway settings;
  private final String version;

  Hello(
      Methods methods,
      LoadedWorkspace workspace,
      GatewayConfig config,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.methods = methods;
    this.workspace = workspace;
    this.settings = config.gateway();
    this.version = version;
  }

  HelloOk to(Caller caller, String role, String connectionId) {
    return new HelloOk(
        new HelloOk.Server(version, connectionId),
        new HelloOk.Features(methods.names(), EVENTS),
        snapshot(),
        new HelloOk.Auth(role, caller.scopes().stream().map(Scope::wireName).toList()),
        new HelloOk.Policy(
            settings.maxBody().asLongValue(),
            settings.websocket().maxBuffered().asLongValue(),
            settings.websocket().tickInterval().toMillis()));
  }

  private HelloOk.Snapshot snapshot() {
    String agent = workspace.get().agents().keySet().stream().findFirst().orElse(MAIN);
    return new HelloOk.Snapshot(
        List.of(),
        Map.of(),
        new HelloOk.StateVersion(0, 0),
        ManagementFactory.getRuntimeMXBean().getUptime(),
        "token",
        new HelloOk.SessionDefaults(
            agent, MAIN, "agent:" + agent + ":" + MAIN, "per-sender", false));
  }
}
