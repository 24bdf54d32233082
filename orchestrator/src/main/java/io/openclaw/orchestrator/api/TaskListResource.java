package io.openclaw.orchestrator.api;

import io.openclaw.event.Route;
import io.openclaw.orchestrator.store.Slice;
import io.openclaw.orchestrator.store.TaskFilter;
import io.openclaw.orchestrator.store.TaskListRow;
import io.openclaw.orchestrator.store.TaskPosition;
import io.openclaw.orchestrator.store.TaskQueries;
import io.openclaw.orchestrator.store.Transactions;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskSummary;
import io.openclaw.task.TaskSummary.Target;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** Tasks of one tenant, newest first. */
@Path("/internal/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = OpenApi.INTERNAL_TOKEN)
@Tag(name = "tasks")
public class TaskListResource {
  private static final String LIST = "tasks";
  private static final int USUAL = 50;
  private static final int MOST = 200;

  /** A task is known here once it runs. */
  private static final Set<TaskStatus> KNOWN =
      EnumSet.complementOf(EnumSet.of(TaskStatus.ACCEPTED));

  private final Transactions transactions;
  private final TaskQueries queries;
  private final Clock clock;

  TaskListResource(Transactions transactions, TaskQueries queries, Clock clock) {
    this.transactions = transactions;
    this.queries = queries;
    this.clock = clock;
  }

  /** The request's parameters, as they came. */
  @NullUnmarked
  public static class Wish {
    @RestQuery String tenant;
    @RestQuery List<String> status;
    @RestQuery String waiting;
    @RestQuery String agent;
    @RestQuery String workflow;
    @RestQuery String skill;
    @RestQuery String contains;
    @RestQuery String since;
    @RestQuery String until;
    @RestQuery String limit;
    @RestQuery String cursor;
  }

  @GET
  @Operation(
      operationId = "listTasks",
      summary = "A tenant's tasks that meet all conditions, newest first, part by part")
  public Uni<TaskPage> list(@BeanParam Wish wish) {
    TaskFilter filter = filter(wish);
    int limit = Fields.limit(wish.limit, USUAL, MOST);
    TaskPosition after = Cursor.read(LIST, 2, wish.cursor, TaskListResource::position);
    return transactions.run(() -> queries.page(filter, after, limit)).map(this::page);
  }

  private TaskPage page(Slice<TaskListRow, TaskPosition> slice) {
    Instant now = clock.instant();
    List<TaskSummary> tasks = slice.items().stream().map(row -> row.summary(now)).toList();
    TaskPosition next = slice.next();
    return new TaskPage(
        tasks, next == null ? null : Cursor.write(LIST, next.createdAt(), next.id()));
  }

  private static TaskPosition position(List<String> parts) {
    return new TaskPosition(Fields.time("cursor", parts.get(0)), UUID.fromString(parts.get(1)));
  }

  private static TaskFilter filter(Wish wish) {
    String tenant = Fields.text("tenant", wish.tenant);
    if (tenant == null) {
      throw Fields.wrong("tenant", "is missing");
    }
    return new TaskFilter(
        tenant,
        statuses(wish.status),
        Fields.flag("waiting", wish.waiting),
        target(wish),
        Fields.text("contains", wish.contains),
        Fields.instant("since", wish.since),
        Fields.instant("until", wish.until));
  }

  private static Set<TaskStatus> statuses(@Nullable List<String> names) {
    Set<TaskStatus> statuses =
        Fields.each(names == null ? List.of() : names)
            .map(name -> Fields.word("status", name, List.copyOf(KNOWN)))
            .collect(Collectors.toSet());
    return statuses.isEmpty() ? KNOWN : statuses;
  }

  private static @Nullable Target target(Wish wish) {
    List<Target> targets =
        Stream.of(
                target(Route.Kind.AGENT, "agent", wish.agent),
                target(Route.Kind.WORKFLOW, "workflow", wish.workflow),
                target(Route.Kind.SKILL, "skill", wish.skill))
            .flatMap(Optional::stream)
            .toList();
    if (targets.size() > 1) {
      throw Fields.wrong(
          "agent, workflow, skill", "a task goes to one of them; ask for one at a time");
    }
    return targets.isEmpty() ? null : targets.getFirst();
  }

  private static Optional<Target> target(Route.Kind kind, String field, @Nullable String id) {
    return Optional.ofNullable(Fields.text(field, id)).map(text -> new Target(kind, text));
  }
}
