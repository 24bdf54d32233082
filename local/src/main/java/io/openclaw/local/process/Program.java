package io.openclaw.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack: how it starts, how one knows that it is ready, how it wants to be
 * ended. Called from one thread at a time; a restart goes through {@link #prepare} again.
 */
public interface Program {

  /** Unique in the stack; also the name of its log. */
  String name();

  int port();

  /** Where it is found, for a person. */
  String address();

  /** Makes what must exist before the process starts. */
  void prepare() throws IOException, InterruptedException;

  /**
   * What to run.
   *
   * @param mark an argument text that must appear on the command line, so that the process can be
   *     told from all others even when everything else about it was lost
   */
  List<String> command(String mark);

  /** Added to the launcher's own environment. */
  Map<String, String> environment();

  /** Asks the process itself; answers within about a second. */
  Health health();

  /** The signal for a clean end. */
  default Signal stopSignal() {
    return Signal.TERM;
  }

  /** How long a clean end may take before the process is killed. */
  default Duration grace() {
    return Duration.ofSeconds(15);
  }
}
