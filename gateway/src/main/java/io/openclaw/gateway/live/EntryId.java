package io.openclaw.gateway.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of an entry in a Redis stream; both numbers are unsigned. */
record EntryId(long millis, long sequence) implements Comparable<EntryId> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,20})-(\\d{1,20})");

  /** Null for what is no such id. */
  static @Nullable EntryId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return new EntryId(
          Long.parseUnsignedLong(matcher.group(1)), Long.parseUnsignedLong(matcher.group(2)));
    } catch (NumberFormatException e) {
      // Twenty digits can be more than 64 bits hold.
      return null;
    }
  }

  @Override
  public int compareTo(EntryId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
  }
}
