package io.openclaw.gateway.identity;

import io.openclaw.gateway.GatewayConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by their token. There is one so far, the operator; it is asked anew for each
 * request, so that a token can stop being valid while a client is connected.
 */
@ApplicationScoped
public class Identity {
  private static final String TENANT = "default";

  private final @Nullable SecretToken operator;
  private final GatewayConfig config;

  Identity(GatewayConfig config) {
    this.config = config;
    this.operator = config.gateway().token().map(SecretToken::new).orElse(null);
  }

  /** The owner of a token; empty for a wrong one. */
  public Optional<Caller> callerOf(String token) {
    return operator != null && operator.matches(token)
        ? Optional.of(new Caller(TENANT, EnumSet.allOf(Scope.class)))
        : Optional.empty();
  }

  /** Ends the start, before a port is open, where the gateway would stand without a lock. */
  void refuseToStartUnprotected(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
    String token = config.gateway().token().orElse("");
    if (token.length() < SecretToken.MIN_LENGTH) {
      throw new ConfigurationException(
          "The gateway does not start: OPENCLAW_GATEWAY_TOKEN "
              + (token.isEmpty() ? "is not set" : "has only " + token.length() + " characters")
              + "; set it to a secret of "
              + SecretToken.MIN_LENGTH
              + " characters or more, for example with: openssl rand -hex 24");
    }
    if (config.internal().token().orElse("").isEmpty()) {
      throw new ConfigurationException(
          "The gateway does not start: OPENCLAW_INTERNAL_TOKEN is not set; set it to the secret"
              + " that the orchestrator has");
    }
  }
}
