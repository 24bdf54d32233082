package io.openclaw.gateway.ws;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/** The answer to {@code connect}: who the client is talking to, what it may do and how. */
@JsonPropertyOrder({"type", "protocol", "server", "features", "snapshot", "auth", "policy"})
@RegisterForReflection
record HelloOk(
    String type,
    int protocol,
    Server server,
    Features features,
    Snapshot snapshot,
    Auth auth,
    Policy policy) {

  HelloOk(Server server, Features features, Snapshot snapshot, Auth auth, Policy policy) {
    this("hello-ok", ConnectParams.PROTOCOL, server, features, snapshot, auth, policy);
  }

  @RegisterForReflection
  record Server(String version, String connId) {}

  @RegisterForReflection
  record Features(List<String> methods, List<String> events) {}

  @RegisterForReflection
  record Snapshot(
      List<Object> presence,
      Map<String, Object> health,
      StateVersion stateVersion,
      long uptimeMs,
      String authMode,
      SessionDefaults sessionDefaults) {}

  @RegisterForReflection
  record StateVersion(long presence, long health) {}

  @RegisterForReflection
  record SessionDefaults(
      String defaultAgentId,
      String mainKey,
      String mainSessionKey,
      String scope,
      boolean modelConfigured) {}

  @RegisterForReflection
  record Auth(String role, List<String> scopes) {}

  /**
   * What clients are to keep to.
   *
   * @param maxPayload bytes of the longest frame that the gateway takes from a client; clients look
   *     at their requests before they send them
   * @param maxBufferedBytes that may wait for a client before it is dropped
   */
  @RegisterForReflection
  record Policy(long maxPayload, long maxBufferedBytes, long tickIntervalMs) {}
}
