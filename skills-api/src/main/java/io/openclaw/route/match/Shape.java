package io.openclaw.route.match;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the texts that an expression matches; shapes of larger expressions are made of
 * their parts' as RE2's prefilter does it. Whatever a shape says is true of every match.
 */
sealed interface Shape {
  /** One that can't be said, such as the shape of {@code .} or of a part that is not understood. */
  Shape UNKNOWN = new Partial(List.of(), false);

  Exact EMPTY = new Exact(List.of(Literal.EMPTY));

  /** Beyond these a shape costs more to look for than it saves. */
  int MOST_PRODUCTS = 256;

  int MOST_CHOICES = 4_096;
  int LONGEST_TEXT = 64;
  int MOST_COPIES = 8;
  int MOST_REQUIREMENTS = 3;

  /** Of each of these sets of texts every match contains one; the rarest set first. */
  List<Set<String>> required();

  /** Whether it is known to match nothing at the start of every text, and so every text. */
  boolean matchesAll();

  /** It matches these and nothing else. */
  record Exact(List<Literal> literals) implements Shape {
    public Exact {
      literals = List.copyOf(literals);
    }

    @Override
    public List<Set<String>> required() {
      Set<String> texts = literals.stream().map(Literal::key).collect(toUnmodifiableSet());
      return texts.contains("") ? List.of() : List.of(texts);
    }

    @Override
    public boolean matchesAll() {
      return literals.stream()
          .anyMatch(literal -> literal.text().isEmpty() && literal.before().holdsAtStart());
    }

    /** Whether case counts in a part of it and does not in another. */
    boolean isMixed() {
      boolean folded = literals.stream().anyMatch(Literal::folded);
      List<Literal> cased =
          literals.stream().filter(each -> !each.folded() && Folding.hasCase(each.text())).toList();
      Set<String> keys = new HashSet<>();
      return (folded && !cased.isEmpty()) || !cased.stream().allMatch(each -> keys.add(each.key()));
    }

    /** Null where it can't be said exactly. */
    @Nullable Exact then(Exact next) {
      long products = (long) literals.size() * next.literals.size();
      if (products > MOST_PRODUCTS && literals.size() > 1 && next.literals.size() > 1) {
        return null;
      }
      Set<Literal> joined = new LinkedHashSet<>();
      for (Literal first : literals) {
        for (Literal second : next.literals) {
          Literal both = first.then(second);
          if (both == null || both.text().length() > LONGEST_TEXT) {
            return null;
          }
          joined.add(both);
        }
      }
      return new Exact(List.copyOf(joined));
    }
  }

  /** Not all is known. */
  record Partial(List<Set<String>> required, boolean matchesAll) implements Shape {
    public Partial {
      required = List.copyOf(required);
    }
  }

  /** The parts one after another. */
  static Shape sequence(List<Shape> parts) {
    Exact run = EMPTY;
    Shape before = null;
    for (Shape part : parts) {
      Exact longer = part instanceof Exact exact ? run.then(exact) : null;
      if (longer != null) {
        run = longer;
      } else if (part instanceof Exact exact) {
        before = both(before, run);
        run = exact;
      } else {
        before = both(both(before, run), part);
        run = EMPTY;
      }
    }
    return before == null ? run : both(before, run);
  }

  /** One of the parts. */
  static Shape choice(List<Shape> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    Set<Literal> literals = new LinkedHashSet<>();
    for (Shape part : parts) {
      if (!(part instanceof Exact exact) || literals.size() > MOST_CHOICES) {
        return anyOf(parts);
      }
      literals.addAll(exact.literals());
    }
    return new Exact(Spaces.shortened(literals));
  }

  /** The part, or nothing. */
  static Shape optional(Shape part) {
    return choice(List.of(part, EMPTY));
  }

  /** The part {@code min} times or more often, up to {@code max} times. */
  static Shape repeated(Shape part, int min, int max) {
    if (min == 0) {
      return max > 1 ? new Partial(List.of(), true) : max == 1 ? optional(part) : EMPTY;
    }
    List<Shape> copies = new ArrayList<>();
    for (int i = 0; i < Math.min(min, MOST_COPIES); i++) {
      copies.add(part);
    }
    Shape least = sequence(copies);
    return max == copies.size() ? least : new Partial(least.required(), least.matchesAll());
  }

  private static Shape both(@Nullable Shape first, Shape second) {
    if (first == null) {
      return second;
    }
    List<Set<String>> required =
        Stream.concat(first.required().stream(), second.required().stream())
            .distinct()
            .sorted(Comparator.comparingInt(Shape::frequency).thenComparingInt(Set::size))
            .limit(MOST_REQUIREMENTS)
            .toList();
    return new Partial(required, first.matchesAll() && second.matchesAll());
  }

  private static Shape anyOf(List<Shape> parts) {
    boolean all = parts.stream().anyMatch(Shape::matchesAll);
    Set<String> either = new LinkedHashSet<>();
    for (Shape part : parts) {
      if (part.required().isEmpty() || either.size() > MOST_CHOICES) {
        return new Partial(List.of(), all);
      }
      either.addAll(part.required().getFirst());
    }
    return new Partial(List.of(Set.copyOf(either)), all);
  }

  /** Short texts are frequent. */
  private static int frequency(Set<String> texts) {
    return -texts.stream().mapToInt(String::length).min().orElse(0);
  }
}
