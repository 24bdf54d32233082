package io.openclaw.worker.readiness;

import io.openclaw.worker.WorkerConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets only those into {@code /internal} who know the services' token. Without one, nobody. */
@Singleton
class InternalToken {
  private static final String SCHEME = "Bearer ";
  private static final String PROBLEM =
      """
      {"type":"urn:openclaw:problem:unauthenticated","title":"Unauthenticated","status":401,\
      "detail":"This endpoint is for services with the internal token.","code":"UNAUTHENTICATED"}\
      """;

  /** Before all routes of the application. */
  private static final int FIRST = -100;

  private final Optional<byte[]> token;

  InternalToken(WorkerConfig config) {
    this.token = config.internalToken().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  void guard(@Observes Router router) {
    router.route("/internal/*").order(FIRST).handler(this::check);
  }

  private void check(RoutingContext context) {
    if (isKnown(context.request().getHeader(HttpHeaders.AUTHORIZATION))) {
      context.next();
    } else {
      context
          .response()
          .setStatusCode(401)
          .putHeader("WWW-Authenticate", "Bearer")
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
          .end(PROBLEM);
    }
  }

  /** Takes the same time for every wrong token of the right length. */
  private boolean isKnown(@Nullable String header) {
    return token.isPresent()
        && header != null
        && header.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token.get(), header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
  }
}
