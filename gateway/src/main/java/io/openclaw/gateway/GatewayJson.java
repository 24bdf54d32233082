package io.openclaw.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.openclaw.event.EventJson;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * JSON at the edge: written as the event model is, and read strictly. What a client misspells would
 * otherwise be ignored, and it would learn that from a wrong result.
 */
public final class GatewayJson {
  private static final ObjectMapper STRICT = strict();

  private GatewayJson() {}

  public static ObjectMapper mapper() {
    return STRICT;
  }

  private static ObjectMapper strict() {
    ObjectMapper mapper = EventJson.mapper().copy();
    mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    // An emoji as itself and not as two escapes, for those who read it with curl.
    mapper.enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8);
    for (CoercionInputShape shape :
        new CoercionInputShape[] {
          CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** Makes it the mapper of all that the framework reads and writes. */
  static final class Producer {
    @Produces
    @Singleton
    ObjectMapper objectMapper() {
      return STRICT;
    }
  }
}
