package io.openclaw.orchestrator.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.orchestrator.start.OrchestratorConfig;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only those in who show the internal token. */
class InternalAuth {
  private static final String SCHEME = "Bearer ";

  private final byte[] token;

  InternalAuth(OrchestratorConfig config) {
    this.token = config.internalToken().orElseThrow().getBytes(UTF_8);
  }

  @ServerRequestFilter(preMatching = true)
  void check(ContainerRequestContext request) {
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new ProblemException(
          ProblemCode.UNAUTHENTICATED, "Send the header Authorization: Bearer <internal token>");
    }
    byte[] shown = header.substring(SCHEME.length()).strip().getBytes(UTF_8);
    // Takes the same time wherever the two differ.
    if (!MessageDigest.isEqual(token, shown)) {
      throw new ProblemException(ProblemCode.UNAUTHENTICATED, "The token is wrong");
    }
  }
}
