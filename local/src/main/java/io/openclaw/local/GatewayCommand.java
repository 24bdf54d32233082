package io.openclaw.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.local.ask.GatewayApi;
import io.openclaw.local.ask.RefusedException;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.stack.RunFile;
import io.openclaw.local.stack.RunState;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** What commands have in common that ask a stack that runs, or tell it something. */
abstract class GatewayCommand implements Callable<Integer> {
  private final Context context;

  GatewayCommand(Context context) {
    this.context = context;
  }

  /** Asks, or tells, and shows the answer. */
  abstract void ask(GatewayApi api) throws IOException, RefusedException, InterruptedException;

  Context context() {
    return context;
  }

  void say(List<String> lines) {
    lines.forEach(context::say);
  }

  /** Each a line of JSON. */
  void sayJson(List<JsonNode> items) {
    items.forEach(item -> context.say(item.toString()));
  }

  @Override
  public final Integer call() throws InterruptedException {
    try {
      RunState running = new RunFile(context.home()).running();
      String gateway = running == null ? null : running.gateway();
      if (gateway == null) {
        context.complain("OpenClaw does not run; ./openclaw up starts it");
        return ExitCode.NOT_RUNNING;
      }
      String token = new Secrets(context.home()).gatewayToken();
      try (GatewayApi api = new GatewayApi(URI.create(gateway), token)) {
        ask(api);
      }
      return ExitCode.OK;
    } catch (RefusedException e) {
      context.complain("refused: " + e.getMessage() + " (" + e.code() + ")");
      return Set.of("UNAUTHENTICATED", "UNAVAILABLE").contains(e.code())
          ? ExitCode.NOT_RUNNING
          : ExitCode.USAGE;
    } catch (IOException e) {
      context.complain("can't reach OpenClaw: " + Failure.describe(e));
      return ExitCode.NOT_RUNNING;
    }
  }
}
