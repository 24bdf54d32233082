package io.openclaw.gateway.ws;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.problem.ProblemCode;
import io.openclaw.gateway.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a client says of itself in its first frame, as far as the gateway heeds it. Never read as a
 * closed object: newer clients say more.
 *
 * @param scopes asked for; where a client names none at all, it asks to read and to write
 */
record ConnectParams(String token, String role, List<Scope> scopes) {
  static final int PROTOCOL = 4;
  private static final String OPERATOR = "operator";

  ConnectParams {
    scopes = List.copyOf(scopes);
  }

  static ConnectParams of(JsonNode params) {
    int min = params.path("minProtocol").asInt(PROTOCOL);
    int max = params.path("maxProtocol").asInt(PROTOCOL);
    if (min > PROTOCOL || max < PROTOCOL) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST,
          "protocol mismatch: this gateway speaks version " + PROTOCOL,
          Map.of("code", "PROTOCOL_MISMATCH", "expectedProtocol", PROTOCOL));
    }
    String role = params.path("role").asText(OPERATOR);
    if (!role.equals(OPERATOR)) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "role: this gateway serves operators, not " + role);
    }
    String token = params.path("auth").path("token").asText("");
    return new ConnectParams(token, role, scopes(params.path("scopes")));
  }

  private static List<Scope> scopes(JsonNode asked) {
    if (!asked.isArray()) {
      return List.of(Scope.READ, Scope.WRITE);
    }
    List<Scope> scopes = new ArrayList<>();
    asked.forEach(scope -> Scope.of(scope.asText()).ifPresent(scopes::add));
    return scopes;
  }
}
