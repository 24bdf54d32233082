package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Health;
import io.openclaw.local.process.Memory;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** What each process of a running stack is doing right now; asks the processes themselves. */
public final class StatusReport {
  private final Installation installation;
  private final Home home;
  private final Map<String, String> environment;

  public StatusReport(Installation installation, Home home, Map<String, String> environment) {
    this.installation = requireNonNull(installation, "installation is null");
    this.home = requireNonNull(home, "home is null");
    this.environment = Map.copyOf(environment);
  }

  /**
   * One process.
   *
   * @param health in a word or two
   * @param trouble what is wrong; empty where all is well
   * @param uptime since its newest start; null where it does not run
   * @param memory in bytes, with its offspring; empty where it can't be told
   */
  public record Line(
      ProcessState state,
      String health,
      String trouble,
      @Nullable Duration uptime,
      OptionalLong memory) {}

  /** The launcher first, then the processes in their order. */
  public List<Line> lines(RunState run) throws IOException {
    StackPlan plan =
        new StackPlan(installation, home, environment, (owner, usual) -> portOf(run, owner, usual));
    List<CompletableFuture<Line>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (StackPlan.Node node : plan.nodes(run.replicas())) {
        ProcessState state = stateOf(run, node.program().name());
        if (state != null) {
          asked.add(CompletableFuture.supplyAsync(() -> line(state, node.program()), threads));
        }
      }
    }
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private static Line line(ProcessState state, Program program) {
    Long pid = state.pid();
    ProcessHandle process =
        pid == null ? null : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
    if (process == null) {
      String trouble = state.trouble() == null ? "" : state.trouble();
      String status = state.status().name().toLowerCase(Locale.ROOT);
      return new Line(state, status, trouble, null, OptionalLong.empty());
    }
    Health health = program.health();
    Instant since = state.startedAt();
    return new Line(
        state,
        health.ready() ? "ready" : "not ready",
        health.detail(),
        since == null ? null : Duration.between(since, Instant.now()),
        Memory.ofTree(process));
  }

  private static int portOf(RunState run, String owner, int usual) {
    ProcessState state = stateOf(run, owner);
    return state == null ? usual : state.port();
  }

  private static @Nullable ProcessState stateOf(RunState run, String name) {
    return run.processes().stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }
}
