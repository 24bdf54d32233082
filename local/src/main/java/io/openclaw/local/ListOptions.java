package io.openclaw.local;

import io.openclaw.local.ask.Listed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that show a list. */
final class ListOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "Print each as a line of JSON, and nothing else.")
  private boolean json;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Show no more than so many; ${DEFAULT-VALUE} without it.")
  private int limit = 50;

  boolean json() {
    return json;
  }

  int limit() {
    if (limit < 1 && spec != null) {
      throw new ParameterException(spec.commandLine(), "--limit must be above zero: " + limit);
    }
    return limit;
  }

  /** On standard error, so that the list stays a list. */
  void tellOfMore(Context context, Listed listed) {
    if (listed.more()) {
      context.complain("there are more; --limit shows more of them");
    }
  }
}
