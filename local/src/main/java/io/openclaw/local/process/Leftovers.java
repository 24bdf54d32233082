package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Processes of a home whose launcher died before it could end them. They are known by the mark on
 * their command line, which holds an identifier that no other home has; nothing else is touched.
 */
public final class Leftovers {
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final String instance;
  private final Pattern pattern;

  /**
   * @param instance identifies the home
   */
  public Leftovers(String instance) {
    this.instance = requireNonNull(instance, "instance is null");
    this.pattern = Pattern.compile("process\\.openclaw=" + Pattern.quote(instance) + "/(\\w+)");
  }

  /** A process that was left behind. Replicas have the name of their service: all end alike. */
  public record Leftover(String name, ProcessHandle process) {}

  /**
   * The text that {@link #find} looks for: a name with a dot, as PostgreSQL wants of settings it
   * does not know, and not below {@code openclaw.}, which the services read as their configuration.
   */
  public String mark(String name) {
    return "process.openclaw=" + instance + "/" + name;
  }

  public List<Leftover> find() {
    return ProcessHandle.allProcesses().flatMap(p -> match(p).stream()).toList();
  }

  /**
   * Ends them cleanly.
   *
   * @param groups programs that end at the same time, one group after the other
   */
  public void end(List<Leftover> found, List<List<Program>> groups) throws InterruptedException {
    for (List<Program> group : groups) {
      Together together = new Together();
      for (Program program : group) {
        found.stream()
            .filter(left -> left.name().equals(program.name()))
            .forEach(left ->
                together.begin(
                    () -> Endings.end(left.process(), program.stopSignal(), program.grace())));
      }
      together.await();
    }
    Together rest = new Together();
    find().forEach(left -> rest.begin(() -> Endings.end(left.process(), Signal.TERM, GRACE)));
    rest.await();
  }

  private List<Leftover> match(ProcessHandle process) {
    String command = process.info().commandLine().orElse("");
    Matcher matcher = pattern.matcher(command);
    return matcher.find() ? List.of(new Leftover(matcher.group(1), process)) : List.of();
  }
}
