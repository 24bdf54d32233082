package io.openclaw.worker.limit;

import io.openclaw.workspace.Rate;
import java.io.IOException;
import java.time.Duration;

/**
 * Hands out turns, for any number of subjects, each with a rate: never more than the rate's count
 * in any period, wherever it begins. All of them may come at once; the next ones then come as those
 * leave the period behind them. Safe for several threads.
 */
interface Turns {

  /**
   * Reserves the next turn that is free.
   *
   * @param patience the longest wait for it
   * @throws IOException where that cannot be found out now; whether one is reserved is not known
   *     then
   */
  Turn next(String subject, Rate rate, Duration patience) throws IOException, InterruptedException;

  /** Gives back a turn that nobody has taken and that has not come yet, as far as that works. */
  void giveBack(String subject, Turn.Reserved turn) throws InterruptedException;
}
