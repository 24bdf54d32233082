package io.openclaw.workspace;

import org.jspecify.annotations.Nullable;

/** How much an agent may be used, by everybody together; null where there is no limit. */
public record RateLimits(
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerDay,
    @Nullable Integer concurrentSessions) {
  public static final RateLimits NONE = new RateLimits(null, null, null);
}
