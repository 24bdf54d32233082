package io.openclaw.worker.readiness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets only those in who know the services' token. Without one, nobody. All that the worker serves
 * as REST is internal, so no path is looked at: there are many ways to write the same one.
 *
 * <p>Application-scoped, and so made for the first request: filters are put together before the
 * settings can be read.
 */
@ApplicationScoped
class InternalToken {
  private static final String SCHEME = "Bearer ";
  private static final String PROBLEM =
      """
      {"type":"urn:openclaw:problem:unauthenticated","title":"Unauthenticated","status":401,\
      "detail":"This endpoint is for services with the internal token.","code":"UNAUTHENTICATED"}\
      """;

  private final Optional<byte[]> token;

  InternalToken(WorkerConfig config) {
    this.token = config.internalToken().map(text -> text.getBytes(UTF_8));
  }

  /** Null lets the request through. */
  @ServerRequestFilter(preMatching = true)
  @Nullable Response check(ContainerRequestContext request) {
    return isKnown(request.getHeaderString(HttpHeaders.AUTHORIZATION)) ? null : refusal();
  }

  /** Takes the same time for every wrong token of the right length. */
  private boolean isKnown(@Nullable String header) {
    return token.isPresent()
        && header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token.get(), header.substring(SCHEME.length()).strip().getBytes(UTF_8));
  }

  private static Response refusal() {
    return Response.status(Response.Status.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .type("application/problem+json")
        .entity(PROBLEM)
        .build();
  }
}
