package io.openclaw.gateway.orchestrator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.openclaw.deadletter.DeadLetter;
import io.openclaw.deadletter.DeadLetterPage;
import io.openclaw.deadletter.DeadLetterSummary;
import io.openclaw.event.EventJson;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.ApprovalPage;
import io.openclaw.task.RouteExplanation;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskView;
import io.openclaw.workspace.live.WorkspaceReport;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.jboss.resteasy.reactive.RestQuery;

/** The orchestrator's internal interface, as it is on the wire. */
@RegisterClientHeaders(InternalToken.class)
@Path("/internal/v1")
@Produces(MediaType.APPLICATION_JSON)
interface OrchestratorClient {

  @GET
  @Path("/tasks")
  TaskPage tasks(@RestQuery Map<String, String> query);

  @GET
  @Path("/tasks/{id}")
  TaskView task(@PathParam("id") UUID id);

  /** Events are left as JSON: those of a newer orchestrator are passed on, not understood. */
  @GET
  @Path("/tasks/{id}/history")
  HistoryView history(@PathParam("id") UUID id, @RestQuery Map<String, String> query);

  @GET
  @Path("/approvals")
  ApprovalPage approvals(@RestQuery Map<String, String> query);

  @GET
  @Path("/dead-letters")
  DeadLetterPage deadLetters(@RestQuery Map<String, String> query);

  @GET
  @Path("/dead-letters/{id}")
  DeadLetter deadLetter(@PathParam("id") String id);

  @POST
  @Path("/dead-letters/{id}/replay")
  DeadLetterSummary replay(@PathParam("id") String id);

  @DELETE
  @Path("/dead-letters/{id}")
  DeadLetterSummary drop(@PathParam("id") String id);

  @POST
  @Path("/routes/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  RouteExplanation explain(RouteQuestion question);

  @GET
  @Path("/schedules")
  List<ScheduleView> schedules();

  @GET
  @Path("/workspace")
  WorkspaceReport workspace();

  @POST
  @Path("/workspace/reload")
  WorkspaceReport reload();

  @GET
  @Path("/workspace/versions/{version}")
  @Produces("application/zip")
  byte[] archive(@PathParam("version") String version);

  /** Lenient where the gateway's own mapper is strict: this side is not a person who misspells. */
  @ClientObjectMapper
  static ObjectMapper mapper(ObjectMapper ignored) {
    return EventJson.mapper();
  }

  /** What is asked about a route. */
  record RouteQuestion(String text) {}
}
