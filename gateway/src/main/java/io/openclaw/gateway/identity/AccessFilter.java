package io.openclaw.gateway.identity;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemWriter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before every route and lets nothing through without a valid token, so that an endpoint
 * added later is closed until its caller proves who it is. The exceptions are listed here, all of
 * them. A WebSocket is let through to its {@code connect} frame, which carries the token.
 */
@ApplicationScoped
class AccessFilter {
  /** Before the body is read, and before anything else of ours. */
  private static final int PRIORITY = 1_000;

  private static final Set<String> OPEN = Set.of("/healthz", "/readyz", "/q/openapi");
  private static final String SWAGGER_UI = "/q/swagger-ui";
  private static final String BEARER = "bearer ";

  private final Identity identity;
  private final OriginRule origins;
  private final ProblemWriter problems;
  private final long maxBody;

  AccessFilter(Identity identity, GatewayConfig config, ProblemWriter problems) {
    this.identity = identity;
    this.origins = new OriginRule(config.gateway().allowedOrigins().orElse(List.of()));
    this.problems = problems;
    this.maxBody = config.gateway().maxBody().asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isWebSocket(request, context.normalizedPath())) {
      checkOrigin(context);
    } else if (isOpen(context.normalizedPath())) {
      context.next();
    } else {
      Optional<Caller> caller = bearer(request).flatMap(identity::callerOf);
      if (caller.isEmpty()) {
        refuse(context);
      } else if (tooLarge(request)) {
        refuseBody(context);
      } else {
        context.put(CurrentCaller.KEY, caller.get());
        context.next();
      }
    }
  }

  private void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null || origins.allows(origin, request.getHeader(HttpHeaders.HOST))) {
      context.next();
    } else {
      problems.end(context, ProblemCode.FORBIDDEN, "origin not allowed: " + origin);
    }
  }

  private void refuse(RoutingContext context) {
    context.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"openclaw\"");
    problems.end(
        context,
        ProblemCode.UNAUTHENTICATED,
        "send Authorization: Bearer <token> with the operator's token");
  }

  /** The rest of the body is not read, so the connection can't be used again. */
  private void refuseBody(RoutingContext context) {
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    problems.end(
        context,
        ProblemCode.BODY_TOO_LARGE,
        "the body has "
            + context.request().getHeader(HttpHeaders.CONTENT_LENGTH)
            + " bytes, more than "
            + maxBody);
  }

  private boolean tooLarge(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && Long.parseLong(length) > maxBody;
  }

  private static Optional<String> bearer(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static boolean isOpen(String path) {
    return OPEN.contains(path) || path.equals(SWAGGER_UI) || path.startsWith(SWAGGER_UI + "/");
  }

  private static boolean isWebSocket(HttpServerRequest request, String path) {
    return (path.equals("/") || path.equals("/ws"))
        && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
  }
}
