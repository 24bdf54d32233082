package io.openclaw.expression;

/**
 * An expression looks into a value that lies among the artifacts, where no condition can read. CEL
 * treats it as any other error: {@code known || unknown} is true where the first part is.
 */
final class StoredValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoredValueException(String path, long bytes) {
    super(
        ("'%s' is stored apart for its size (%d bytes), and a condition cannot look into it: let"
                + " its step give what the condition asks for as a small output of its own")
            .formatted(path, bytes));
  }
}
