package io.openclaw.orchestrator;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.event.TaskCommand;
import io.openclaw.event.TaskCommand.SubmitTask;
import io.openclaw.event.Topics;
import io.openclaw.hash.HashId;
import io.openclaw.hash.Sha256;
import io.openclaw.orchestrator.support.Api;
import io.openclaw.orchestrator.support.FakeWorker;
import io.openclaw.orchestrator.support.OrchestratorProcess;
import io.openclaw.orchestrator.support.ProcessCase;
import io.openclaw.orchestrator.support.Tasks;
import io.openclaw.orchestrator.support.Wire;
import io.openclaw.orchestrator.support.WorkspaceCopy;
import io.openclaw.schedule.ScheduleView;
import io.openclaw.task.TaskStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Ticks are started as declared, whoever dies. Each test has a tenant of its own. */
@NullUnmarked
class SchedulesIT extends ProcessCase {
  private static final String SCHEDULES = "orchestrator/schedules.yaml";

  private final WorkspaceCopy workspace = new WorkspaceCopy();

  @Test
  void shouldStartEachTickOnceWhileReplicasDie() throws Exception {
    // given
    write(schedule("each", "lab", "1s", ""));
    OrchestratorProcess one = replica();
    OrchestratorProcess other = replica();
    awaitTasks("lab", 4);

    // when: one dies, then the last one; the next comes within the minute
    one.kill();
    awaitTasks("lab", tasks("lab").size() + 4);
    other.kill();
    OrchestratorProcess next = replica();
    awaitTasks("lab", tasks("lab").size() + 4);
    write(schedule("each", "lab", "1s", "\n    enabled: false"));
    await().atMost(PATIENCE).until(() -> nextTick(next, "each") == null);

    // then: from the first tick to the last there is a task of each, and no other
    Instant last = view(next, "each").lastTick();
    Set<UUID> expected = ids("lab", "each", firstTick("lab", "each", last), last);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(tasks("lab")).hasSameSizeAs(expected));
    assertThat(Set.copyOf(tasks("lab"))).isEqualTo(expected);
    assertThat(sentTasks("lab")).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void shouldDoAboutMissedTicksAsDeclared() throws Exception {
    // given: intervals so long that no tick comes by itself
    write(
        schedule("skip", "skip", "100d", "\n    missed: skip"),
        schedule("once", "once", "100d", "\n    missed: once"),
        schedule("all", "all", "100d", "\n    missed: all"));
    OrchestratorProcess before = replica();
    awaitTicks(before);
    Instant next = view(before, "all").nextTick();

    // when: nothing runs for five ticks
    before.kill();
    execute("update schedule set next_tick = next_tick - interval '500 days'");
    OrchestratorProcess after = replica();

    // then
    Duration interval = Duration.ofDays(100);
    List<UUID> missed = new ArrayList<>();
    for (int i = 5; i >= 1; i--) {
      missed.add(taskId("all", "all", next.minus(interval.multipliedBy(i))));
    }
    awaitTasks("all", 5);
    assertThat(tasks("all")).containsExactlyInAnyOrderElementsOf(missed);
    awaitTasks("once", 1);
    assertThat(tasks("once")).containsExactly(taskId("once", "once", next.minus(interval)));
    for (String name : List.of("skip", "once", "all")) {
      await().atMost(PATIENCE).until(() -> next.equals(nextTick(after, name)));
    }
    assertThat(tasks("skip")).isEmpty();
    assertThat(view(after, "once"))
        .extracting(ScheduleView::lastTick, ScheduleView::lastTask)
        .containsExactly(next.minus(interval), tasks("once").getFirst());
  }

  @Test
  void shouldNotStartWhileTheTaskBeforeIsUnderWay() throws Exception {
    // given
    write(schedule("alone", "alone", "1s", "\n    overlap: skip"));
    OrchestratorProcess orchestrator = replica();
    FakeWorker worker = worker();
    awaitTasks("alone", 1);
    UUID first = tasks("alone").getFirst();

    // when: three ticks go by
    await().atMost(PATIENCE).until(() -> orchestrator.log().split("reason=overlap", -1).length > 3);

    // then
    assertThat(tasks("alone")).containsExactly(first);
    workOff(orchestrator.api(), worker, first);
    awaitTasks("alone", 2);
    assertThat(task(orchestrator.api(), first).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void shouldFollowEdits() throws Exception {
    // given
    write(schedule("old", "edits", "1s", ""));
    OrchestratorProcess one = replica();
    OrchestratorProcess other = replica();
    awaitTasks("edits", 1);

    // when: it goes, another comes, and one has a name that was there
    write(schedule("new", "edits-new", "1s", ""), schedule("later", "edits", "300d", ""));

    // then
    awaitTasks("edits-new", 2);
    for (OrchestratorProcess each : List.of(one, other)) {
      await().atMost(PATIENCE).until(() -> names(each.api()).equals(List.of("new", "later")));
    }
    assertThat(rows())
        .containsExactlyInAnyOrder(
            workspace.root() + "/edits-new/new", workspace.root() + "/edits/later");
  }

  private OrchestratorProcess replica() {
    Map<String, String> environment = new HashMap<>(servers.environment());
    environment.put("OPENCLAW_WORKSPACE", workspace.root().toString());
    return open(OrchestratorProcess.start(environment));
  }

  private void write(String... schedules) {
    workspace.write(SCHEDULES, "schedules:\n" + String.join("", schedules));
  }

  private static String schedule(String name, String tenant, String every, String more) {
    return """
      - name: %s
        tenant: %s
        every: %s
        request: "%s"%s
    """
        .formatted(name, tenant, every, Tasks.SHARED_SKILL, more)
        .indent(0);
  }

  private static List<String> names(Api api) {
    return api.schedules().stream().map(ScheduleView::name).toList();
  }

  private static ScheduleView view(OrchestratorProcess process, String name) {
    return process.api().schedules().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Instant nextTick(OrchestratorProcess process, String name) {
    return view(process, name).nextTick();
  }

  private static void awaitTicks(OrchestratorProcess process) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            process.api().schedules().stream()
                .map(ScheduleView::nextTick)
                .allMatch(Objects::nonNull));
  }

  private void awaitTasks(String tenant, int least) {
    await().atMost(PATIENCE).until(() -> tasks(tenant).size() >= least);
  }

  /** The earliest tick that has a task. */
  private Instant firstTick(String tenant, String name, Instant last) throws SQLException {
    Set<UUID> tasks = new HashSet<>(tasks(tenant));
    Instant first = last;
    for (Instant tick = last; tick.isAfter(last.minusSeconds(600)); tick = tick.minusSeconds(1)) {
      first = tasks.contains(taskId(tenant, name, tick)) ? tick : first;
    }
    return first;
  }

  /** As the orchestrator makes it, this release and all others. */
  private static UUID taskId(String tenant, String schedule, Instant tick) {
    return HashId.of(
        Sha256.of(String.join("\0", "", "schedule", tenant, schedule, tick.toString())));
  }

  private static Set<UUID> ids(String tenant, String name, Instant first, Instant last) {
    Set<UUID> ids = new HashSet<>();
    for (Instant tick = first; !tick.isAfter(last); tick = tick.plusSeconds(1)) {
      ids.add(taskId(tenant, name, tick));
    }
    return ids;
  }

  /** What a relay had sent when it died, the next one sends again: the tasks, not the messages. */
  private Set<UUID> sentTasks(String tenant) {
    Wire.Tap tap = open(wire.tap(List.of(Topics.TASKS)));
    await().atMost(PATIENCE).until(() -> tap.records().size() >= tasks(tenant).size());
    return tap.records().stream()
        .map(record -> Wire.read(record, TaskCommand.class))
        .filter(SubmitTask.class::isInstance)
        .map(SubmitTask.class::cast)
        .filter(submit -> submit.tenant().equals(tenant))
        .map(SubmitTask::taskId)
        .collect(toSet());
  }

  private static List<UUID> tasks(String tenant) throws SQLException {
    return query("select id from task where tenant = '" + tenant + "'").stream()
        .map(UUID::fromString)
        .toList();
  }

  private List<String> rows() throws SQLException {
    return query("select id from schedule where folder = '" + workspace.root() + "'");
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
