package io.openclaw.worker.artifact;

import java.util.regex.Pattern;

/** Media types as RFC 6838 names them, with parameters as HTTP writes them. */
final class MediaTypes {
  private static final int LONGEST = 255;

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*";
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final String QUOTED = "\"[^\"\\\\\\p{Cntrl}]*\"";
  private static final Pattern FORM =
      Pattern.compile("%1$s/%1$s(?: *; *%2$s=(?:%2$s|%3$s))*".formatted(NAME, TOKEN, QUOTED));

  private MediaTypes() {}

  /** Whether a text is one: whoever fetches the file gets it as a header. */
  static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }
}
