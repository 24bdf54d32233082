package io.openclaw.route.match;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A text, and what must hold at its ends.
 *
 * @param text in folded form where case does not count; without text, {@code before} is all it is
 * @param folded whether case does not count; false where no character has any
 */
record Literal(String text, boolean folded, Edge before, Edge after) {
  static final Literal EMPTY = edge(Edge.ANYWHERE);

  Literal {
    requireNonNull(text, "text is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
    if (text.isEmpty() && after != Edge.ANYWHERE) {
      throw new IllegalArgumentException("an edge alone is one before nothing: " + after);
    }
  }

  static Literal edge(Edge edge) {
    return new Literal("", false, edge, Edge.ANYWHERE);
  }

  /** Null where characters can't say it: half a surrogate pair, or a pair whose case is ignored. */
  static @Nullable Literal of(int codePoint, boolean ignoreCase) {
    boolean isPair = Character.isSupplementaryCodePoint(codePoint);
    if (isPair ? ignoreCase && isCased(codePoint) : Character.isSurrogate((char) codePoint)) {
      return null;
    }
    boolean folded = ignoreCase && !isPair && Folding.hasCase((char) codePoint);
    String text = Character.toString(codePoint);
    return new Literal(folded ? Folding.fold(text) : text, folded, Edge.ANYWHERE, Edge.ANYWHERE);
  }

  /** This and then that; null where no literal can say it. */
  @Nullable Literal then(Literal next) {
    if (next.text.isEmpty()) {
      return endingWith(next.before);
    }
    if (text.isEmpty()) {
      return next.beginningWith(before);
    }
    boolean mixed = folded != next.folded && Folding.hasCase(folded ? next.text : text);
    return after != Edge.ANYWHERE || next.before != Edge.ANYWHERE || mixed
        ? null
        : new Literal(text + next.text, folded || next.folded, before, next.after);
  }

  private @Nullable Literal endingWith(Edge edge) {
    if (edge == Edge.ANYWHERE) {
      return this;
    }
    if (text.isEmpty()) {
      return before == Edge.ANYWHERE ? edge(edge) : null;
    }
    return after == Edge.ANYWHERE && edge.canEnd() ? new Literal(text, folded, before, edge) : null;
  }

  private @Nullable Literal beginningWith(Edge edge) {
    if (edge == Edge.ANYWHERE) {
      return this;
    }
    return before == Edge.ANYWHERE && edge.canBegin()
        ? new Literal(text, folded, edge, after)
        : null;
  }

  /** As one looks for it: without case. */
  String key() {
    return folded ? text : Folding.fold(text);
  }

  /** Whether it is in a text whose part before {@code end} is, but for case, this. */
  boolean endsAt(CharSequence whole, int end) {
    int start = end - text.length();
    return before.holds(whole, start) && after.holds(whole, end) && (folded || isAt(whole, start));
  }

  private boolean isAt(CharSequence whole, int start) {
    for (int i = 0; i < text.length(); i++) {
      if (whole.charAt(start + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCased(int codePoint) {
    return Character.toLowerCase(codePoint) != codePoint
        || Character.toUpperCase(codePoint) != codePoint;
  }
}
