package io.openclaw.worker.skill.protocol;

import io.openclaw.worker.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The other side of an {@link Exchange}: whatever runs a handler for one call. */
public interface Peer {

  /** The next message; null when none came in time. */
  @Nullable RunnerMessage next(Duration patience) throws InterruptedException;

  /** Whether it ends by itself, soon; asked once it has answered or closed its output. */
  boolean endsByItself();

  /** How it ended without an answer. */
  Ending ending();

  /** The last lines of its standard error. */
  List<String> standardError();

  /**
   * Why there is no answer.
   *
   * @param why goes on from "it gave no answer: "
   */
  record Ending(FailureCode code, String why) {}
}
