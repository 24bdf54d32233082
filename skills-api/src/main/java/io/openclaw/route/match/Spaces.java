package io.openclaw.route.match;

import static io.openclaw.route.match.Edge.AFTER_SPACE;
import static io.openclaw.route.match.Edge.ANYWHERE;
import static io.openclaw.route.match.Edge.BEFORE_SPACE;
import static io.openclaw.route.match.Edge.TEXT_END;
import static io.openclaw.route.match.Edge.TEXT_START;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code \s}, and the two forms of it that rules use to say that a word stands alone. */
final class Spaces {
  static final Set<Literal> ALL =
      " \t\n\f\r"
          .chars()
          .mapToObj(c -> new Literal(Character.toString(c), false, ANYWHERE, ANYWHERE))
          .collect(Collectors.toUnmodifiableSet());

  static final Shape ANY = new Shape.Exact(List.copyOf(ALL));

  private static final Set<Literal> BEFORE_WORD = with(Literal.edge(TEXT_START));
  private static final Set<Literal> AFTER_WORD = with(Literal.edge(TEXT_END));

  private Spaces() {}

  /** {@code (^|\s)} and {@code (\s|$)} as an edge rather than as five spaces and an edge. */
  static List<Literal> shortened(Set<Literal> literals) {
    if (literals.equals(BEFORE_WORD)) {
      return List.of(Literal.edge(AFTER_SPACE));
    }
    return literals.equals(AFTER_WORD)
        ? List.of(Literal.edge(BEFORE_SPACE))
        : List.copyOf(literals);
  }

  private static Set<Literal> with(Literal edge) {
    Set<Literal> all = new HashSet<>(ALL);
    all.add(edge);
    return Set.copyOf(all);
  }
}
