package io.openclaw.local.workspace.imports;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code SOME_KEY=…}, {@code token: …}, {@code password = "…"} with the thing itself. */
final class AssignedSecret {
  private static final int SHORTEST = 6;

  /** The name, the sign, a quote, and what follows. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?<![a-z0-9_.-])((?:[a-z0-9]++[_.-])*+"
              + "(?:(?<=[_.-])key|api_?key|[a-z]*token|[a-z]*secret|[a-z]*password|passwd|pwd))"
              + "[\"'`]?\\s{0,8}([=:])\\s{0,8}([\"'`]?)(.*)");

  /** What stands for a secret: a variable, a call, a word that says what to put there. */
  private static final Pattern STANDS_FOR_IT =
      Pattern.compile(
          "(?i)^[$<{%\\[(*@&]|your|example|placeholder|change[-_]?me|dummy|redacted|[-_]here"
              + "|xxx|abc123|\\.\\.\\.|…|[(\\[]|env[.:]|^(none|null|true|false|undefined|string|required"
              + "|optional)\\b");

  private static final Pattern NAME_OF_A_VARIABLE = Pattern.compile("[A-Z][A-Z_]*");
  private static final Pattern NUMBER = Pattern.compile("[\\d.,_]+");
  private static final Pattern ENV_NAME = Pattern.compile("[A-Z0-9_]+");

  private AssignedSecret() {}

  static boolean find(String line) {
    Matcher matcher = ASSIGNED.matcher(line);
    return matcher.find()
        && isSecret(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  private static boolean isSecret(String name, String sign, String quote, String rest) {
    if (!quote.isEmpty()) {
      int end = rest.indexOf(quote);
      return end >= 0
          && isLiteral(rest.substring(0, end))
          && isNoName(name, rest.substring(0, end));
    }
    Matcher word = Pattern.compile("[^\\s,;#\"'`|]+").matcher(rest);
    if (!word.lookingAt() || !isLiteral(word.group()) || !isNoName(name, word.group())) {
      return false;
    }
    // In prose a sentence follows the colon, in code a name follows the sign.
    boolean alone = rest.substring(word.end()).strip().matches("([,;\"'`|].*)?|#.*");
    if (sign.equals(":")) {
      return alone && hasDigit(word.group());
    }
    return ENV_NAME.matcher(name).matches()
        || (hasDigit(word.group()) && !word.group().contains("."));
  }

  private static boolean isLiteral(String value) {
    return value.length() >= SHORTEST
        && value.chars().noneMatch(Character::isWhitespace)
        && !STANDS_FOR_IT.matcher(value).find();
  }

  /** A number is how many tokens there may be, but a password all the same. */
  private static boolean isNoName(String name, String value) {
    boolean word = name.toLowerCase(Locale.ROOT).endsWith("password");
    return !NAME_OF_A_VARIABLE.matcher(value).matches()
        && (word || !NUMBER.matcher(value).matches());
  }

  private static boolean hasDigit(String value) {
    return value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
