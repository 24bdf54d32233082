package io.openclaw.gateway.orchestrator;

import io.openclaw.gateway.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.eclipse.microprofile.rest.client.ext.ClientHeadersFactory;

/** Tells the orchestrator that it is one of the services that asks. */
@ApplicationScoped
class InternalToken implements ClientHeadersFactory {
  private final GatewayConfig config;

  InternalToken(GatewayConfig config) {
    this.config = config;
  }

  @Override
  public MultivaluedMap<String, String> update(
      MultivaluedMap<String, String> incoming, MultivaluedMap<String, String> outgoing) {
    MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
    headers.putSingle(
        HttpHeaders.AUTHORIZATION, "Bearer " + config.internal().token().orElseThrow());
    return headers;
  }
}
