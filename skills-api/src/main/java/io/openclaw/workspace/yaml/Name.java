package io.openclaw.workspace.yaml;

/**
 * A word that a file writes, and where: an id that it defines or a reference to one.
 *
 * @param value empty where the file has none, which has been reported then
 */
public record Name(String value, Place at) {
  private static final int MAX_SHOWN = 60;

  public boolean isGiven() {
    return !value.isEmpty();
  }

  /** The value for messages: in quotes, and short. */
  @Override
  public String toString() {
    return quote(value);
  }

  /** A word for messages, in the same way. */
  public static String quote(String word) {
    return '"' + (word.length() <= MAX_SHOWN ? word : word.substring(0, MAX_SHOWN) + "…") + '"';
  }
}
