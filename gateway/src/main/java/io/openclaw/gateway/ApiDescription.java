package io.openclaw.gateway;

import io.openclaw.gateway.problem.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI document says of the API as a whole. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "OpenClaw",
            version = "v1",
            description =
                """
                Hand in a task in your own words; OpenClaw routes it to the right agent, or through \
                a workflow of several, and streams what happens.

                All but the health checks need `Authorization: Bearer <token>`, the token being the \
                one that the gateway was started with (`OPENCLAW_GATEWAY_TOKEN`). Errors are \
                `application/problem+json` (RFC 9457) with a stable `code`. The same gateway speaks \
                the Gateway protocol, version 4, over WebSocket at `/` and `/ws`.\
                """),
    security = @SecurityRequirement(name = "token"),
    components = @Components(schemas = @Schema(name = "Problem", implementation = Problem.class)))
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The operator's token.")
public class ApiDescription extends Application {}
