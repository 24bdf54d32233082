package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.process.Ports;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.process.Program;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a service of a running stack is told, for running one of them by other means. */
public final class ServiceEnvironment {
  private final Installation installation;
  private final Home home;
  private final Map<String, String> environment;

  /**
   * @param environment of this process
   */
  public ServiceEnvironment(Installation installation, Home home, Map<String, String> environment) {
    this.installation = requireNonNull(installation, "installation is null");
    this.home = requireNonNull(home, "home is null");
    this.environment = Map.copyOf(environment);
  }

  /**
   * The variables by name, with the addresses at which the stack's programs are. The service gets
   * ports and a name of its own, so that it can run beside the one in the stack.
   *
   * @throws IllegalArgumentException when there is no such service
   */
  public SortedMap<String, String> of(RunState run, String service) throws IOException {
    try (Ports own = new Ports()) {
      StackPlan plan =
          new StackPlan(
              installation,
              home,
              environment,
              (owner, usual) ->
                  owner.contains(service) ? own.take(owner, usual) : port(run, owner, usual));
      return variables(plan, service);
    }
  }

  private static SortedMap<String, String> variables(StackPlan plan, String service)
      throws IOException {
    return plan.nodes(1).stream()
        .map(StackPlan.Node::program)
        .filter(ServiceProgram.class::isInstance)
        .filter(program -> program.name().equals(service))
        .map(ServiceEnvironment::apart)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no service " + service + ": there are gateway, orchestrator and worker"));
  }

  private static SortedMap<String, String> apart(Program service) {
    SortedMap<String, String> variables = new TreeMap<>(service.environment());
    variables.replace("WORKER_ID", "dev");
    return variables;
  }

  private static int port(RunState run, String owner, int usual) {
    return run.processes().stream()
        .filter(process -> process.name().equals(owner))
        .mapToInt(ProcessState::port)
        .findFirst()
        .orElse(usual);
  }
}
