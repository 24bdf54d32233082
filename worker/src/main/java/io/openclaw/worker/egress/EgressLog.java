package io.openclaw.worker.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.worker.egress.EgressDecision.Reason;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Tells of each decision of one call: by a log line, up to a number that no call can drown others
 * with, and by a count. Thread-safe.
 */
final class EgressLog {
  private static final Logger LOG = Logger.getLogger(EgressLog.class);
  private static final int MOST = 200;

  private volatile String caller;
  private final MeterRegistry meters;
  private final AtomicInteger told = new AtomicInteger();

  /**
   * @param caller key-values that say whose call it is
   */
  EgressLog(String caller, MeterRegistry meters) {
    this.caller = caller;
    this.meters = meters;
  }

  /** From now on it is for another one. */
  void by(String other) {
    caller = other;
  }

  void granted(String host, int port) {
    count("granted");
    if (isTold()) {
      LOG.infof("Egress granted. host=%s port=%d %s", host, port, caller);
    }
  }

  void refused(String host, int port, Reason reason) {
    count(reason.name().toLowerCase(Locale.ROOT));
    if (isTold()) {
      LOG.warnf("Egress refused. host=%s port=%d reason=%s %s", host, port, reason, caller);
    }
  }

  private boolean isTold() {
    int number = told.incrementAndGet();
    if (number == MOST + 1) {
      LOG.warnf("Egress goes on; no more of it is logged for this call. %s", caller);
    }
    return number <= MOST;
  }

  private void count(String outcome) {
    meters.counter("openclaw.egress.decisions", "outcome", outcome).increment();
  }
}
