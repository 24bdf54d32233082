package io.openclaw.gateway.ws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.gateway.GatewayJson;

/** A request's params, read as strictly as the body of an HTTP request. */
record Params(JsonNode json) {

  /** As a record; a member that it does not have, or of another type, is an error that names it. */
  <T> T as(Class<T> type) throws JsonProcessingException {
    return GatewayJson.mapper().treeToValue(json, type);
  }
}
