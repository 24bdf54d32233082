package io.openclaw.local.process;

import static java.util.Objects.requireNonNull;

/**
 * Whether a process does its work.
 *
 * @param detail why not, for a person; empty where it does
 */
public record Health(boolean ready, String detail) {
  public static final Health READY = new Health(true, "");

  public Health {
    requireNonNull(detail, "detail is null");
  }

  public static Health notReady(String detail) {
    return new Health(false, detail);
  }
}
