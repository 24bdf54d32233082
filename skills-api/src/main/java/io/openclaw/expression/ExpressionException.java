package io.openclaw.expression;

import org.jspecify.annotations.Nullable;

/**
 * An expression makes no sense, or none with the values that it was given; the message says why.
 */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String unknownName;

  ExpressionException(String message, @Nullable String unknownName) {
    super(message);
    this.unknownName = unknownName;
  }

  /** The name that it uses and that nothing has; null where that is not what is wrong. */
  public @Nullable String unknownName() {
    return unknownName;
  }
}
