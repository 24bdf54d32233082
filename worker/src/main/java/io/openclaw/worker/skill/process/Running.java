package io.openclaw.worker.skill.process;

import static java.util.Objects.requireNonNull;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.process.ProcessTree;
import io.openclaw.worker.sandbox.Watchdog.Watch;
import io.openclaw.worker.skill.protocol.Peer.Ending;
import java.time.Duration;

/**
 * A process in its sandbox.
 *
 * @param tree all that has to end with it
 * @param watch keeps it within its limits
 */
public record Running(Process process, ProcessTree tree, Watch watch) {
  /** The kernel's signal for a process that is out of processor time. */
  private static final int SIGXCPU = 24;

  public Running {
    requireNonNull(process, "process is null");
    requireNonNull(tree, "tree is null");
    requireNonNull(watch, "watch is null");
  }

  /** Whether it ends without being told to. */
  public boolean endsByItself(Duration patience) {
    try {
      return process.waitFor(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Why nothing comes from it any more. */
  public Ending ending(Duration patience) {
    boolean hasEnded = endsByItself(patience);
    boolean isOutOfTime = hasEnded && process.exitValue() == 128 + SIGXCPU;
    String breach = isOutOfTime ? "it took more processor time than it may" : watch.breach();
    if (breach != null) {
      return new Ending(FailureCode.LIMIT_EXCEEDED, breach);
    }
    if (!hasEnded) {
      return new Ending(FailureCode.SKILL_CRASHED, "it closed its output and went on");
    }
    int status = process.exitValue();
    String how = status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
    return new Ending(FailureCode.SKILL_CRASHED, how);
  }

  /** Where there is no memory left to end it in an orderly way. */
  static void kill(Process process, Watch watch) {
    watch.close();
    process.destroyForcibly();
  }

  /** Ends it and all that it has started. */
  public void end(Duration killGrace) {
    try {
      tree.end(killGrace);
    } finally {
      watch.close();
    }
  }
}
