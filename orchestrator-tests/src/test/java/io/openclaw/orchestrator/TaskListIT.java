package io.openclaw.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Failure;
import io.openclaw.event.Route;
import io.openclaw.event.StepCommand.RunStep;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Topics;
import io.openclaw.orchestrator.support.Database;
import io.openclaw.orchestrator.support.OrchestratorCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.task.TaskPage;
import io.openclaw.task.TaskStatus;
import io.openclaw.task.TaskSummary;
import io.openclaw.task.TaskSummary.Target;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of tasks: filters, order, parts, and whose they are. */
@NullUnmarked
class TaskListIT extends OrchestratorCase {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final String tenant = "tenant-" + UUID.randomUUID();
  private Database database;

  @BeforeEach
  void connect() {
    database = new Database(servers.jdbcUrl());
  }

  @Test
  void shouldShowWhatATaskIsAbout() {
    // given
    UUID done = submit(Tasks.SHARED_SKILL);
    workOffUntilFinal(done);
    UUID failed = submit(Tasks.WORKFLOW);
    RunStep first = command(failed, "step-1", "agent-pm-002", 1);
    worker.start(first);
    worker.fail(first, Failure.permanent("NO_IDEA", "no idea"));
    awaitStatus(failed, TaskStatus.FAILED);
    UUID running = submit(Tasks.WORKFLOW);
    RunStep begun = command(running, "step-1", "agent-pm-002", 1);
    worker.start(begun);
    worker.complete(begun);
    RunStep second = command(running, "step-2", "agent-arch-003", 1);

    // when
    List<TaskSummary> tasks = list("").tasks();

    // then
    assertThat(tasks).extracting(TaskSummary::id).containsExactly(running, failed, done);
    assertThat(tasks)
        .extracting(TaskSummary::status)
        .containsExactly(TaskStatus.RUNNING, TaskStatus.FAILED, TaskStatus.COMPLETED);
    assertThat(tasks)
        .extracting(TaskSummary::route)
        .containsExactly(
            new Target(Route.Kind.WORKFLOW, "end-to-end-delivery"),
            new Target(Route.Kind.WORKFLOW, "end-to-end-delivery"),
            new Target(Route.Kind.SKILL, "shared/data-analysis"));
    assertThat(tasks).extracting(TaskSummary::failureCode).containsExactly(null, "NO_IDEA", null);
    assertThat(tasks).extracting(TaskSummary::stepsDone).containsExactly(1, 4, 1);
    assertThat(tasks).extracting(TaskSummary::stepsTotal).containsExactly(4, 4, 1);
    assertThat(tasks).extracting(TaskSummary::text).endsWith(Tasks.SHARED_SKILL);
    TaskSummary over = tasks.getLast();
    assertThat(over.createdAt().plus(over.duration())).isEqualTo(over.updatedAt());
    worker.start(second);
    worker.complete(second);
    workOffUntilFinal(running, new HashSet<>(List.of(begun, second)));
  }

  @Test
  void shouldFilter() {
    // given
    UUID old = add("Alpha one", "COMPLETED", NOON.minusSeconds(10));
    UUID mid = add("beta two", "FAILED", NOON);
    UUID fresh = add("第三个 ALPHA", "RUNNING", NOON.plusSeconds(10));
    database.execute(
        "update task set route_kind = 'AGENT', route_target = 'a-1,a-2' where id = ?", mid);
    database.execute(
        "update task set route_kind = 'AGENT', route_target = 'a-1' where id = ?", old);
    database.execute("update task set waiting = true where id = ?", fresh);

    // then
    assertThat(ids("")).containsExactly(fresh, mid, old);
    assertThat(ids("&status=failed")).containsExactly(mid);
    assertThat(ids("&status=FAILED,running")).containsExactly(fresh, mid);
    assertThat(ids("&status=completed&status=running")).containsExactly(fresh, old);
    assertThat(ids("&waiting=true")).containsExactly(fresh);
    assertThat(ids("&agent=a-1")).containsExactly(mid, old);
    assertThat(ids("&agent=a-2")).containsExactly(mid);
    assertThat(ids("&agent=a-1&status=completed")).containsExactly(old);
    assertThat(ids("&agent=a")).isEmpty();
    assertThat(ids("&workflow=a-1")).isEmpty();
    assertThat(ids("&contains=alpha")).containsExactly(fresh, old);
    assertThat(ids("&contains=" + encoded("第三"))).containsExactly(fresh);
    assertThat(ids("&contains=" + encoded("%"))).isEmpty();
    assertThat(ids("&since=2026-01-01T12:00:00Z")).containsExactly(fresh, mid);
    assertThat(ids("&until=2026-01-01T12:00:00Z")).containsExactly(old);
    assertThat(ids("&since=" + encoded("2026-01-01T13:00:00+01:00") + "&status=failed"))
        .containsExactly(mid);
  }

  /** As long as the gateway's {@code ListAddress} lets them be. */
  @Test
  void shouldTakeLongConditions() {
    assertThat(ids("&contains=" + encoded("中".repeat(385)))).isEmpty();
  }

  @Test
  void shouldShowEachTenantItsOwnTasksAlone() {
    // given
    UUID own = add("mine", "RUNNING", NOON);
    database.task(UUID.randomUUID(), tenant + "-other", "theirs", "RUNNING", NOON);

    // then
    assertThat(ids("")).containsExactly(own);
    String cursor = cursorOf(tenant + "-other");
    assertThat(ids("&cursor=" + cursor)).allMatch(own::equals);
  }

  /** While tasks are added and end, of whatever age, each that was there is shown once. */
  @Test
  void shouldShowEachTaskOnceWhileOthersAreAdded() {
    long seed = new Random().nextLong();
    System.out.println("TaskListIT seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 8; round++) {
      pageThrough(random, tenant + "-" + round);
    }
  }

  private void pageThrough(Random random, String whose) {
    // given: many of them begin in the same millisecond
    Set<UUID> initial = new HashSet<>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      initial.add(addAny(random, whose));
    }
    List<TaskSummary> seen = new ArrayList<>();
    String cursor = null;

    // when
    do {
      TaskPage page = list(whose, "&limit=" + (1 + random.nextInt(9)) + after(cursor));
      seen.addAll(page.tasks());
      cursor = page.next();
      for (int i = random.nextInt(4); i > 0; i--) {
        addAny(random, whose);
      }
      database.execute(
          "update task set status = 'COMPLETED', updated_at = now() where tenant = ? and id = ?",
          whose,
          initial.stream().skip(random.nextInt(initial.size())).findFirst().orElseThrow());
    } while (cursor != null && seen.size() < 1000);

    // then
    assertThat(seen).extracting(TaskSummary::id).doesNotHaveDuplicates().containsAll(initial);
    assertThat(seen)
        .extracting(TaskSummary::createdAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void shouldLookForATextPartByPart() {
    // given: what is looked for lies behind more tasks than one part looks at
    UUID needle = add("the needle", "COMPLETED", NOON.minusSeconds(60));
    database.execute(
        """
        insert into task (id, tenant, text, status, state, version, created_at, updated_at)
        select gen_random_uuid(), ?, 'hay', 'COMPLETED', '{}', 0, ?, now()
        from generate_series(1, 10000)
        """,
        tenant,
        NOON);

    // when
    TaskPage first = list("&contains=needle");

    // then
    assertThat(first.tasks()).isEmpty();
    TaskPage second = list("&contains=needle" + after(first.next()));
    assertThat(second.tasks()).extracting(TaskSummary::id).containsExactly(needle);
    assertThat(second.next()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limit=0|limit: must be a number from 1 to 200, and is 0",
        "limit=201|limit: must be a number from 1 to 200, and is 201",
        "limit=x|limit: must be a number, and is x",
        "status=done|status: there is no done; there are: ",
        "status=accepted|status: there is no accepted; there are: ",
        "waiting=perhaps|waiting: must be true or false, and is perhaps",
        "since=yesterday|since: must be a time such as",
        "until=%2B20000-01-01T00:00:00Z|until: must be a time such as",
        "agent=a&workflow=b|agent, workflow, skill: a task goes to one of them",
        "cursor=!|cursor: is none of this list",
        "cursor=dGFza3MKeAp5|cursor: is none of this list",
        "contains=%00|contains: contains U+0000",
      })
  void shouldSayWhatIsWrong(String query, String detail) {
    HttpResponse<String> answer = api.ask("GET", "/tasks?tenant=" + tenant + "&" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"INVALID_FIELD\"", detail);
  }

  @Test
  void shouldNotListWithoutATenant() {
    assertThat(api.ask("GET", "/tasks").body()).contains("tenant: is missing");
    assertThat(api.ask("GET", "/approvals").body()).contains("tenant: is missing");
  }

  private String cursorOf(String whose) {
    database.task(UUID.randomUUID(), whose, "theirs", "RUNNING", NOON.plusSeconds(1));
    return list(whose, "&limit=1").next();
  }

  private UUID addAny(Random random, String whose) {
    UUID id = UUID.randomUUID();
    String status = random.nextBoolean() ? "RUNNING" : "FAILED";
    database.task(id, whose, "text", status, NOON.plusMillis(random.nextInt(20)));
    return id;
  }

  private UUID add(String text, String status, Instant at) {
    UUID id = UUID.randomUUID();
    database.task(id, tenant, text, status, at);
    return id;
  }

  private UUID submit(String text) {
    UUID id = UUID.randomUUID();
    SubmitTask submit = new SubmitTask(id, Instant.now(), tenant, text, null, Map.of());
    wire.send(Topics.TASKS, id.toString(), submit);
    return id;
  }

  private List<UUID> ids(String query) {
    return list(query).tasks().stream().map(TaskSummary::id).toList();
  }

  private TaskPage list(String query) {
    return list(tenant, query);
  }

  private TaskPage list(String whose, String query) {
    return api.get("/tasks?tenant=" + whose + query, TaskPage.class);
  }

  private static String after(@Nullable String cursor) {
    return cursor == null ? "" : "&cursor=" + cursor;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
