package io.openclaw.local;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a stack is to consist of. */
final class StackOptions {
  /** As many as have ports between the usual ones of two services. */
  private static final int MOST = 9;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--servers", description = "Start the servers without the three services.")
  private boolean serversOnly;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Start so many of each service (default: ${DEFAULT-VALUE}). They share the work, and go"
              + " on without each other.")
  private int replicas = 1;

  /** How many of each service; none where only the servers are wanted. */
  int replicas() {
    if ((replicas < 1 || replicas > MOST) && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--replicas must be from 1 to %d: %d".formatted(MOST, replicas));
    }
    return serversOnly ? 0 : replicas;
  }

  /** The same options for a launcher that is a process of its own. */
  List<String> arguments() {
    int wanted = replicas();
    return wanted == 0 ? List.of("--servers") : List.of("--replicas", Integer.toString(wanted));
  }
}
