package io.openclaw.event;

import static java.util.Objects.requireNonNull;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why something did not work. Always small: whoever fails may quote all its data, and a task keeps
 * the causes of every attempt. So what is longer than the limits is cut, wherever it comes from.
 *
 * @param code stable and upper case, for programs: {@code TIMEOUT}, {@code BAD_INPUT}, …; {@value
 *     #LONGEST_CODE} characters at most
 * @param message for people: what failed, on what, and how to mend it; {@value #LONGEST_MESSAGE}
 *     characters at most, of which the last ones say how many there were
 * @param retryable whether the same call may work another time
 */
public record Failure(String code, String message, boolean retryable) {
  public static final int LONGEST_CODE = 64;
  public static final int LONGEST_MESSAGE = 4096;
  private static final int BRIEF = 256;

  private static final Pattern ENDING = Pattern.compile("… \\([0-9]{1,10} characters\\)\\z");
  private static final int LONGEST_ENDING = 30;

  public Failure {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    code = cut(code, LONGEST_CODE);
    message = told(message, LONGEST_MESSAGE);
  }

  public static Failure permanent(String code, String message) {
    return new Failure(code, message, false);
  }

  public static Failure passing(String code, String message) {
    return new Failure(code, message, true);
  }

  /** The same in few words, for where many of them are kept and the whole can be found. */
  public Failure brief() {
    return new Failure(code, told(message, BRIEF), retryable);
  }

  private static String told(String message, int longest) {
    if (message.length() <= longest) {
      return message;
    }
    String ending = ending(message);
    return cut(message, longest - ending.length()) + ending;
  }

  /** A message that quotes one that was cut keeps what that one says of itself. */
  private static String ending(String message) {
    Matcher said =
        ENDING.matcher(message).region(message.length() - LONGEST_ENDING, message.length());
    return said.find() ? said.group() : "… (" + message.length() + " characters)";
  }

  /** Never between the halves of a character. */
  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splits ? longest - 1 : longest);
  }
}
