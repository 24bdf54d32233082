package io.openclaw.local.ask;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gateway understood a request and says no. */
public final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final boolean retryable;
  private final @Nullable Duration retryAfter;

  RefusedException(String code, String message, boolean retryable, @Nullable Duration retryAfter) {
    super(message);
    this.code = requireNonNull(code, "code is null");
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** Stable, for programs. */
  public String code() {
    return code;
  }

  boolean isRetryable() {
    return retryable;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
