package io.openclaw.orchestrator.start;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.util.ExceptionUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the orchestrator; what keeps it from starting is said in one line, without a stack trace.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... arguments) {
    Quarkus.run(null, Main::exit, arguments);
  }

  private static void exit(int code, @Nullable Throwable failure) {
    if (failure != null) {
      report(failure);
    }
    System.exit(code);
  }

  private static void report(Throwable failure) {
    Logger log = Logger.getLogger(Main.class);
    if (ExceptionUtil.getRootCause(failure) instanceof StartRefusedException refused) {
      log.fatalf("The orchestrator does not start: %s", refused.getMessage());
    } else {
      log.fatal("The orchestrator does not start", failure);
    }
  }
}
