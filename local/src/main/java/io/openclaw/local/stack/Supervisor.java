package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.Leftovers;
import io.openclaw.local.process.ManagedProcess;
import io.openclaw.local.process.Ports;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.Program;
import io.openclaw.local.process.StartFailedException;
import io.openclaw.local.stack.RunState.Phase;
import io.openclaw.local.stack.StackPlan.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Owns a stack from its start to its end: takes the home's lock, ends what a launcher that died has
 * left, starts the servers at once and each service as soon as what it needs is ready, keeps all of
 * them running, and ends them in order, services first. {@link #start} once, then {@link #stop}
 * from any thread.
 */
public final class Supervisor {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Installation installation;
  private final Home home;
  private final Map<String, String> environment;
  private final Plan plan;
  private final Duration patience;
  private final Consumer<RunState> listener;
  private final RunFile runFile;
  private final List<String> notes = new ArrayList<>();
  private final Ports ports = new Ports();
  private volatile Fleet fleet = Fleet.empty();
  private Phase phase = Phase.STARTING;
  private @Nullable Long readyMillis;
  private @Nullable String failure;
  private @Nullable HomeLock lock;

  /** Makes the nodes of a stack; asks for each port by its owner's name and the usual port. */
  interface Plan {
    List<Node> nodes(ToIntBiFunction<String, Integer> ports) throws IOException;
  }

  /**
   * @param replicas how many of each service; 0 starts Kafka, PostgreSQL and Redis alone
   * @param listener told each change of the stack, one at a time
   */
  public Supervisor(
      Installation installation,
      Home home,
      Map<String, String> environment,
      int replicas,
      Consumer<RunState> listener) {
    this(
        installation,
        home,
        environment,
        ports -> new StackPlan(installation, home, environment, ports).nodes(replicas),
        PATIENCE,
        listener);
  }

  Supervisor(
      Installation installation,
      Home home,
      Map<String, String> environment,
      Plan plan,
      Duration patience,
      Consumer<RunState> listener) {
    this.installation = requireNonNull(installation, "installation is null");
    this.home = requireNonNull(home, "home is null");
    this.environment = Map.copyOf(environment);
    this.plan = requireNonNull(plan, "plan is null");
    this.patience = requireNonNull(patience, "patience is null");
    this.listener = requireNonNull(listener, "listener is null");
    this.runFile = new RunFile(home);
  }

  /**
   * Returns when everything is ready.
   *
   * @throws StartFailedException when a program does not start; then nothing of the stack is left
   * @throws InterruptedException when it was stopped meanwhile
   */
  public void start()
      throws AlreadyRunningException, StartFailedException, IOException, InterruptedException {
    long begun = System.nanoTime();
    if (!Files.isDirectory(installation.workspace())) {
      throw new StartFailedException(
          "there is no workspace folder at " + installation.workspace() + " (OPENCLAW_WORKSPACE)");
    }
    home.create();
    lock = HomeLock.tryTake(home);
    if (lock == null) {
      throw new AlreadyRunningException(
          "a stack runs already in " + home.dir() + "; ./openclaw down stops it");
    }
    try {
      lock.claim();
      // From here on everybody can see that there is a launcher, however long its beginning takes.
      publish();
      begin();
    } catch (IOException e) {
      throw failed(e);
    }
    Thread python = Thread.startVirtualThread(this::checkSkills);
    try {
      fleet.start().join();
    } catch (CompletionException e) {
      if (isStopping()) {
        throw new InterruptedException("stopped while starting");
      }
      throw failed(e.getCause());
    }
    python.join();
    synchronized (this) {
      if (phase == Phase.STARTING) {
        phase = Phase.READY;
        readyMillis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      }
    }
    publish();
  }

  /** Ends everything, services first; returns when nothing is left. Safe to call again. */
  public void stop() throws InterruptedException, IOException {
    synchronized (this) {
      if (phase == Phase.STOPPING || phase.isOver() || lock == null) {
        return;
      }
      phase = Phase.STOPPING;
    }
    publish();
    fleet.stop();
    over(Phase.STOPPED);
  }

  private void begin() throws IOException, InterruptedException {
    Leftovers leftovers = new Leftovers(new Secrets(home).instance());
    // A stack that was left behind still has its ports, so it goes before they are chosen.
    List<Leftovers.Leftover> found = leftovers.find();
    if (!found.isEmpty()) {
      note("ended %d processes of a launcher that had died".formatted(found.size()));
      leftovers.end(found, StackPlan.endings(plan.nodes((owner, usual) -> usual)));
    }
    List<Node> nodes = plan.nodes(ports::take);
    ports.notes().forEach(this::note);
    fleet = new Fleet(nodes, node -> managed(node.program(), leftovers));
    publish();
  }

  private ManagedProcess managed(Program program, Leftovers leftovers) {
    String name = program.name();
    return new ManagedProcess(
        program, home.log(name), leftovers.mark(name), patience, state -> publish());
  }

  private void checkSkills() {
    if (fleet.state("worker") != null) {
      Stream.of(PythonCheck.trouble(environment, installation), SandboxCheck.trouble(environment))
          .flatMap(Stream::ofNullable)
          .forEach(this::note);
    }
  }

  private synchronized void note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  private StartFailedException failed(@Nullable Throwable cause)
      throws InterruptedException, IOException {
    StartFailedException exception =
        cause instanceof StartFailedException known
            ? known
            : new StartFailedException("cannot start: " + cause);
    failure = exception.getMessage();
    fleet.stop();
    over(Phase.FAILED);
    return exception;
  }

  private void over(Phase end) throws IOException {
    synchronized (this) {
      phase = end;
    }
    publish();
    ports.close();
    if (lock != null) {
      lock.close();
    }
  }

  private synchronized boolean isStopping() {
    return phase != Phase.STARTING;
  }

  private synchronized void publish() {
    RunState state = snapshot();
    try {
      runFile.write(state);
    } catch (IOException e) {
      // A full disk is no reason to let the processes go unwatched.
      note("can't write " + home.runFile() + ": " + e.getMessage());
      state = snapshot();
    }
    listener.accept(state);
  }

  private RunState snapshot() {
    ProcessState gateway = fleet.state("gateway");
    return new RunState(
        installation.version(),
        ProcessHandle.current().pid(),
        ProcessHandle.current().info().startInstant().orElse(null),
        phase,
        gateway == null ? null : gateway.address(),
        installation.workspace().toString(),
        home.dir().toString(),
        readyMillis,
        notes,
        failure,
        fleet.states());
  }
}
