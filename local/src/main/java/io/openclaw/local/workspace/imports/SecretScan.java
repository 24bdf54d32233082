package io.openclaw.local.workspace.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what looks like a key. A net with known holes, for files that people copy without a
 * thought; it tells where, and never what.
 */
final class SecretScan {
  /**
   * A kind of key that is known by its beginning.
   *
   * @param what how a message names it
   */
  private record Kind(String what, Pattern pattern) {
    static Kind of(String what, String pattern) {
      return new Kind(what, Pattern.compile("(?<![A-Za-z0-9])" + pattern));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          Kind.of("an Anthropic key", "sk-ant-[A-Za-z0-9_-]{6,}"),
          Kind.of("an OpenAI key", "(sk-[A-Za-z0-9]{20,}|sk-(proj|svcacct)-[A-Za-z0-9_-]{16,})"),
          Kind.of("a GitHub token", "(gh[pousr]_[A-Za-z0-9]{10,}|github_pat_[A-Za-z0-9_]{16,})"),
          Kind.of("an AWS key", "A[KS]IA[A-Z0-9]{12,}"),
          Kind.of("a Slack token", "xox[a-z]-[A-Za-z0-9-]{8,}"),
          Kind.of("a Google key", "AIza[A-Za-z0-9_-]{16,}"),
          Kind.of("a private key", "-----BEGIN [A-Z0-9 ]*PRIVATE KEY"));

  /** {@code xoxb-your-token}, {@code sk-ant-api03-...}: examples in a manual. */
  private static final Pattern INVENTED = Pattern.compile("(?i)your|(.)\\1{5,}");

  private static final Pattern CUT_SHORT = Pattern.compile("\\.\\.|[<{\\[*]|\u00e2\u0080\u00a6");

  private SecretScan() {}

  /**
   * Looks into a file of any kind.
   *
   * @param shown how people find it
   */
  static List<Finding> scan(Path file, String shown) throws IOException {
    List<Finding> found = new ArrayList<>();
    // Of any kind: a byte is a character, and a key is ASCII.
    String text;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      text = new String(in.readAllBytes(), ISO_8859_1);
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String what = find(line);
      if (what != null) {
        found.add(
            new Finding(
                shown,
                number,
                "here is what looks like %s; take it out, or put it into an environment variable"
                    .formatted(what)));
      }
    }
    return found;
  }

  /** What kind of key a line holds; null where it seems to hold none. */
  static @Nullable String find(String line) {
    for (Kind kind : KINDS) {
      Matcher matcher = kind.pattern().matcher(line);
      while (matcher.find()) {
        String key = matcher.group().replace("-----", "");
        boolean whole = !CUT_SHORT.matcher(line).region(matcher.end(), line.length()).lookingAt();
        if (whole && !INVENTED.matcher(key).find()) {
          return kind.what();
        }
      }
    }
    return AssignedSecret.find(line) ? "a key, token or password" : null;
  }
}
