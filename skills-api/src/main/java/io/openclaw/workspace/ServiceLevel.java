package io.openclaw.workspace;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's team has promised its users (the registry's {@code slo}); null where nothing is
 * said.
 *
 * @param availability share of the requests that are to succeed
 * @param responseTimeP99 time within which 99 of 100 requests are to be answered
 * @param throughput requests that it is to stand
 */
public record ServiceLevel(
    @Nullable Percentage availability,
    @Nullable Duration responseTimeP99,
    @Nullable Rate throughput) {
  public static final ServiceLevel UNSAID = new ServiceLevel(null, null, null);
}
