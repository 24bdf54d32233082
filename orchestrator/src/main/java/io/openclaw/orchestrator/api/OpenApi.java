package io.openclaw.orchestrator.api;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says beside the endpoints. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "OpenClaw orchestrator",
            version = "1",
            description = "For the other services; clients talk to the gateway."))
@SecurityScheme(
    securitySchemeName = OpenApi.INTERNAL_TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer")
public class OpenApi extends Application {
  static final String INTERNAL_TOKEN = "internal-token";
}
