package io.openclaw.route.match;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a character class, from behind its {@code [}: of a small one each character, of any other
 * no more than that it is some character.
 */
final class ClassReader {
  private static final int MOST_CHARACTERS = 16;

  private final Source source;
  private final boolean ignoreCase;
  private final Set<Literal> literals = new LinkedHashSet<>();
  private boolean isWide;

  private ClassReader(Source source, boolean ignoreCase) {
    this.source = source;
    this.ignoreCase = ignoreCase;
  }

  /** Null where it is not understood. */
  static @Nullable Shape read(Source source, boolean ignoreCase) {
    return new ClassReader(source, ignoreCase).read();
  }

  private @Nullable Shape read() {
    isWide = source.take("^");
    do {
      if (source.peek() == Source.END || source.isAt("[:") || !readItem()) {
        return null;
      }
    } while (!source.take("]"));
    return isWide ? Shape.UNKNOWN : new Shape.Exact(List.copyOf(literals));
  }

  /** A character, a range or a group such as {@code \s}; false where it is not understood. */
  private boolean readItem() {
    if (source.take("\\")) {
      return readEscape();
    }
    return readRange(source.next());
  }

  private boolean readEscape() {
    if (Escapes.takeGroup(source)) {
      isWide = true;
      return true;
    }
    if (source.take("s")) {
      literals.addAll(Spaces.ALL);
      return true;
    }
    if (source.take("d")) {
      return addRange('0', '9');
    }
    return readRange(Escapes.read(source));
  }

  private boolean readRange(int first) {
    if (!source.isAt("-") || source.isAt("-]")) {
      return addRange(first, first);
    }
    source.next();
    return addRange(first, source.take("\\") ? Escapes.read(source) : source.next());
  }

  private boolean addRange(int first, int last) {
    if (first < 0 || last < first) {
      return false;
    }
    isWide |= last - first >= MOST_CHARACTERS;
    for (int c = first; c <= last && !isWide; c++) {
      Literal literal = Literal.of(c, ignoreCase);
      isWide = literal == null || literals.size() >= MOST_CHARACTERS;
      if (literal != null) {
        literals.add(literal);
      }
    }
    return true;
  }
}
