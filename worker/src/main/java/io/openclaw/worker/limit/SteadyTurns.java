package io.openclaw.worker.limit;

import io.openclaw.workspace.Rate;
import java.io.IOException;
import java.time.Duration;

/**
 * Turns for all workers together while Redis is there, else for this one alone, which counts what
 * it got from Redis too.
 */
final class SteadyTurns implements Turns {
  private final Turns shared;
  private final LocalTurns own;

  SteadyTurns(Turns shared, LocalTurns own) {
    this.shared = shared;
    this.own = own;
  }

  @Override
  public Turn next(String subject, Rate rate, Duration patience) throws InterruptedException {
    try {
      Turn turn = shared.next(subject, rate, patience);
      if (turn instanceof Turn.Reserved reserved) {
        own.note(subject, rate, reserved);
      }
      return turn;
    } catch (IOException e) {
      // It was logged where it was noticed.
      return own.next(subject, rate, patience);
    }
  }

  @Override
  public void giveBack(String subject, Turn.Reserved turn) throws InterruptedException {
    own.giveBack(subject, turn);
    shared.giveBack(subject, turn);
  }
}
