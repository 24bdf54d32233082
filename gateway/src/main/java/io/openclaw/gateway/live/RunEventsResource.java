package io.openclaw.gateway.live;

import io.openclaw.gateway.GatewayConfig;
import io.openclaw.gateway.identity.CurrentCaller;
import io.openclaw.gateway.identity.Scope;
import io.openclaw.gateway.task.TaskIds;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A run as Server-Sent Events. */
@Path("/v1/tasks")
@Tag(name = "Tasks")
@RunOnVirtualThread
public class RunEventsResource {
  private final Runs runs;
  private final CurrentCaller caller;
  private final RoutingContext routing;
  private final ExecutorService virtualThreads;
  private final GatewayConfig.Live settings;

  RunEventsResource(
      Runs runs,
      CurrentCaller caller,
      RoutingContext routing,
      @VirtualThreads ExecutorService virtualThreads,
      GatewayConfig config) {
    this.runs = runs;
    this.caller = caller;
    this.routing = routing;
    this.virtualThreads = virtualThreads;
    this.settings = config.gateway().live();
  }

  @GET
  // A Multi alone would be taken for a promise never to block.
  @Blocking
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "watchTask",
      summary = "Watch a task",
      description =
          """
          Server-Sent Events: all that has happened to the task, then all that happens, until it \
          has ended. `id` is where to go on, `event` the type name, `data` the event as JSON. A \
          client that was cut off sends the last `id` that it has as `Last-Event-ID` and misses \
          nothing; one that has the last event gets 204. Comments keep a silent stream alive.

          `curl -N -H "Authorization: Bearer $TOKEN" http://127.0.0.1:8080/v1/tasks/$ID/events`\
          """)
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "204", description = "The client has the task's last event already.")
  @APIResponse(responseCode = "400", description = "INVALID_FIELD: no such Last-Event-ID")
  @APIResponse(responseCode = "404", description = "TASK_NOT_FOUND")
  @APIResponse(responseCode = "503", description = "UNAVAILABLE")
  public Multi<OutboundSseEvent> events(
      @Parameter(description = "The task's id.") @PathParam("id") String id,
      @Parameter(description = "The last event that the client has.")
          @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER)
          @Nullable String lastEventId,
      @Context Sse sse)
      throws InterruptedException {
    RunPosition from = RunPosition.parse(lastEventId, HttpHeaders.LAST_EVENT_ID_HEADER);
    RunWatch watch = runs.watch(caller.with(Scope.READ), TaskIds.parse(id), from);
    if (watch.isOver()) {
      watch.close();
      throw new WebApplicationException(Response.Status.NO_CONTENT);
    }
    // However the response ends, and whether or not anybody has subscribed by then.
    routing.addEndHandler(end -> watch.close());
    HttpServerRequest request = routing.request();
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader("X-Accel-Buffering", "no");
    return Multi.createFrom()
        .emitter(
            emitter ->
                new SsePump(watch, emitter, sse, settings, () -> cutOff(request))
                    .start(virtualThreads),
            BackPressureStrategy.IGNORE);
  }

  /** Does not wait for what is still to be written, as closing politely would. */
  private static void cutOff(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2
        && request.connection() instanceof ConnectionBase connection) {
      var _ = connection.channel().close();
    } else {
      request.response().reset();
    }
  }
}
