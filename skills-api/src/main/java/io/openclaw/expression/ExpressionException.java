package io.openclaw.expression;

/**
 * An expression makes no sense, or none with the values that it was given; the message says why.
 */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  ExpressionException(String message) {
    super(message);
  }
}
