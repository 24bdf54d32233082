package io.openclaw.orchestrator.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Says once that something regular has begun to fail, and once that it works again. */
public final class OutageLog {
  private final Logger log;
  private final String subject;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Begins with the belief that it works.
   *
   * @param subject what fails, as the beginning of a sentence
   */
  public OutageLog(Logger log, String subject) {
    this.log = log;
    this.subject = subject;
  }

  public void failed(Throwable failure) {
    if (failing.compareAndSet(false, true)) {
      log.warnf("%s: waiting reason=\"%s\"", subject, failure);
    } else {
      log.debugf("%s: still waiting reason=\"%s\"", subject, failure);
    }
  }

  public void worked() {
    if (failing.compareAndSet(true, false)) {
      log.infof("%s: going on", subject);
    }
  }
}
