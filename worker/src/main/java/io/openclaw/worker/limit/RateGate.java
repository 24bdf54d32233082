package io.openclaw.worker.limit;

import io.openclaw.worker.failure.FailureCode;
import io.openclaw.worker.skill.CallGate;
import io.openclaw.worker.skill.Deadline;
import io.openclaw.worker.skill.Permit;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.worker.skill.SkillRuntime.SkillListener;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.Skill;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Lets a skill be called as often as its entry in the registry says, by everybody together. */
final class RateGate implements CallGate {
  private static final Duration NOTICEABLE = Duration.ofMillis(500);

  private final Turns turns;
  private final Duration longestWait;
  private final Clock clock;

  RateGate(Turns turns, Duration longestWait, Clock clock) {
    this.turns = turns;
    this.longestWait = longestWait;
    this.clock = clock;
  }

  @Override
  public Stage stage() {
    return Stage.RATE;
  }

  @Override
  public Passage enter(SkillCall call, Deadline deadline, SkillListener listener)
      throws InterruptedException {
    Skill skill = call.tool().skill();
    Rate rate = skill.rateLimit();
    if (rate == null) {
      return new Passage.Open(call, Permit.NOTHING);
    }
    Duration patience = deadline.leftOf(longestWait);
    return switch (next(skill, rate, patience)) {
      case Turn.Reserved turn -> {
        await(skill, turn, listener);
        yield new Passage.Open(call, Permit.NOTHING);
      }
      case Turn.TooFar(Duration wait) -> refused(skill, rate, patience, wait);
    };
  }

  private Turn next(Skill skill, Rate rate, Duration patience) throws InterruptedException {
    try {
      return turns.next(skill.id(), rate, patience);
    } catch (IOException e) {
      throw new IllegalStateException("turns cannot be had", e);
    }
  }

  private void await(Skill skill, Turn.Reserved turn, SkillListener listener)
      throws InterruptedException {
    if (turn.away().compareTo(NOTICEABLE) > 0) {
      listener.progress(
          "waits %s for the rate limit of %s".formatted(seconds(turn.away()), skill.id()), null);
    }
    try {
      Thread.sleep(turn.away());
    } catch (InterruptedException e) {
      giveBack(skill, turn);
      throw e;
    }
  }

  private void giveBack(Skill skill, Turn.Reserved turn) {
    try {
      turns.giveBack(skill.id(), turn);
    } catch (InterruptedException e) {
      // The interrupt that ended the wait is under way already.
    }
  }

  private Passage refused(Skill skill, Rate rate, Duration patience, Duration wait) {
    return new Passage.Refused(
        FailureCode.RATE_LIMITED.failure(
            "skill %s may be called %d times in %s by everybody together (rate_limit); the next turn is in %s, at %s, and this call could wait %s"
                .formatted(
                    skill.id(),
                    rate.count(),
                    seconds(rate.period()),
                    seconds(wait),
                    clock.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1),
                    seconds(patience))));
  }

  /** Rounded up: whoever comes back after that is not too early. */
  private static String seconds(Duration time) {
    return Math.ceilDiv(time.toMillis(), 1_000) + " s";
  }
}
