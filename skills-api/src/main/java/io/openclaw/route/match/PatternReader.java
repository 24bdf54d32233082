package io.openclaw.route.match;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a pattern's matches look like. It knows the common part of RE2's syntax; a pattern
 * with anything else in it has a shape of which nothing is known, so that RE2/J decides about it.
 */
final class PatternReader {
  private static final int DEEPEST = 100;
  private static final int MANY = Integer.MAX_VALUE;

  private final Source source;
  private boolean ignoreCase;
  private boolean byLine;
  private boolean isLost;
  private int depth;

  private PatternReader(Source source) {
    this.source = source;
  }

  static Shape read(Pattern pattern) {
    if (pattern.flags() != 0) {
      return Shape.UNKNOWN;
    }
    Source source = new Source(pattern.pattern());
    PatternReader reader = new PatternReader(source);
    Shape shape = reader.readChoice();
    // What is left unread starts with a bracket that nothing opened.
    return reader.isLost || source.peek() != Source.END ? Shape.UNKNOWN : decided(shape);
  }

  /**
   * Of alternatives that differ in case, RE2/J 1.8 takes the wrong one: (A[ab]|(?i)a) finds no a.
   */
  private static Shape decided(Shape shape) {
    return shape instanceof Shape.Exact exact && exact.isMixed()
        ? new Shape.Partial(shape.required(), shape.matchesAll())
        : shape;
  }

  private Shape readChoice() {
    List<Shape> parts = new ArrayList<>();
    do {
      parts.add(readSequence());
    } while (source.take("|"));
    return Shape.choice(parts);
  }

  private Shape readSequence() {
    List<Shape> parts = new ArrayList<>();
    while (source.peek() != Source.END && source.peek() != '|' && source.peek() != ')') {
      Shape part = readPart();
      if (part != null) {
        parts.add(readRepetition(part));
      }
    }
    return Shape.sequence(parts);
  }

  /** Null for one that only sets flags. */
  private @Nullable Shape readPart() {
    int c = source.next();
    return switch (c) {
      case '(' -> source.take("?") ? readSpecialGroup() : readGroup();
      case '[' -> understood(ClassReader.read(source, ignoreCase));
      case '\\' -> readEscape();
      case '.' -> Shape.UNKNOWN;
      case '^' -> edge(byLine ? Edge.LINE_START : Edge.TEXT_START);
      case '$' -> edge(byLine ? Edge.LINE_END : Edge.TEXT_END);
      // Of what has been read already, or a brace that stands for itself.
      case '*', '+', '?', '{' -> understood(null);
      default -> character(c);
    };
  }

  private Shape readRepetition(Shape part) {
    Shape repeated =
        switch (source.peek()) {
          case '*' -> repeated(part, 0, MANY);
          case '+' -> repeated(part, 1, MANY);
          case '?' -> repeated(part, 0, 1);
          case '{' -> readCounts(part);
          default -> null;
        };
    if (repeated == null) {
      return part;
    }
    // Reluctance changes what is matched, not whether something is.
    source.take("?");
    return repeated;
  }

  private Shape repeated(Shape part, int min, int max) {
    source.next();
    return Shape.repeated(part, min, max);
  }

  private Shape readCounts(Shape part) {
    source.next();
    int min = source.number();
    int max = min;
    if (source.take(",")) {
      max = source.isAt("}") ? MANY : source.number();
    }
    return min < 0 || max < min || !source.take("}")
        ? understood(null)
        : Shape.repeated(part, min, max);
  }

  private Shape readGroup() {
    boolean outerIgnoreCase = ignoreCase;
    boolean outerByLine = byLine;
    Shape shape = readInside();
    ignoreCase = outerIgnoreCase;
    byLine = outerByLine;
    return shape;
  }

  private Shape readInside() {
    if (++depth > DEEPEST) {
      return understood(null);
    }
    Shape shape = readChoice();
    depth--;
    return source.take(")") ? shape : understood(null);
  }

  /** From behind {@code (?}: a named group, or flags with or without a group. */
  private @Nullable Shape readSpecialGroup() {
    if (source.take("P<") || source.take("<")) {
      source.upTo(">");
      return readGroup();
    }
    boolean outerIgnoreCase = ignoreCase;
    boolean outerByLine = byLine;
    int end = readFlags();
    if (end == ')') {
      return null;
    }
    Shape shape = end == ':' ? readInside() : understood(null);
    ignoreCase = outerIgnoreCase;
    byLine = outerByLine;
    return shape;
  }

  /** What ends them. */
  private int readFlags() {
    boolean on = true;
    while (true) {
      int c = source.next();
      switch (c) {
        case 'i' -> ignoreCase = on;
        case 'm' -> byLine = on;
        case '-' -> on = false;
        // Which newlines match, and which of several matches is taken, is all the same here.
        case 's', 'U' -> {}
        default -> {
          return c;
        }
      }
    }
  }

  private Shape readEscape() {
    if (Escapes.takeGroup(source)) {
      return Shape.UNKNOWN;
    }
    Shape shape =
        switch (source.peek()) {
          case 'A' -> edge(Edge.TEXT_START);
          case 'z' -> edge(Edge.TEXT_END);
          case 'b' -> edge(Edge.WORD_BOUNDARY);
          case 'B' -> edge(Edge.NO_WORD_BOUNDARY);
          case 's' -> Spaces.ANY;
          case 'd' -> Shape.UNKNOWN;
          default -> null;
        };
    if (shape != null) {
      source.next();
      return shape;
    }
    int character = Escapes.read(source);
    return character < 0 ? understood(null) : character(character);
  }

  private Shape character(int codePoint) {
    Literal literal = Literal.of(codePoint, ignoreCase);
    return literal == null ? Shape.UNKNOWN : new Shape.Exact(List.of(literal));
  }

  private static Shape edge(Edge edge) {
    return new Shape.Exact(List.of(Literal.edge(edge)));
  }

  /** Nothing is known of the whole pattern where one part of it is not understood. */
  private Shape understood(@Nullable Shape shape) {
    if (shape == null) {
      isLost = true;
      source.giveUp();
      return Shape.UNKNOWN;
    }
    return shape;
  }
}
