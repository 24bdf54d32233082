package io.openclaw.route.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the texts that an expression matches; shapes of larger expressions are made of
 * their parts' as RE2's prefilter does it. Whatever a shape says is true of every match.
 */
sealed interface Shape {
  /** One that can't be said, such as the shape of {@code .} or of a part that is not understood. */
  Shape UNKNOWN = new Partial(null, false);

  Exact EMPTY = new Exact(List.of(Literal.EMPTY));

  /** Beyond these a shape costs more to look for than it saves. */
  int MOST_PRODUCTS = 256;

  int MOST_CHOICES = 4_096;
  int LONGEST_TEXT = 64;
  int MOST_COPIES = 8;

  /** Texts of which every match contains one; null where none are known. */
  @Nullable Set<String> required();

  /** Whether it is known to match nothing at the start of every text, and so every text. */
  boolean matchesAll();

  /** It matches these and nothing else. */
  record Exact(List<Literal> literals) implements Shape {
    public Exact {
      literals = List.copyOf(literals);
    }

    @Override
    public @Nullable Set<String> required() {
      Set<String> texts = new LinkedHashSet<>();
      literals.forEach(literal -> texts.add(literal.key()));
      return texts.contains("") ? null : texts;
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
  record Partial(@Nullable Set<String> required, boolean matchesAll) implements Shape {
    public Partial {
      required = required == null ? null : Set.copyOf(required);
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
      return max > 1 ? new Partial(null, true) : max == 1 ? optional(part) : EMPTY;
    }
    List<Shape> copies = new ArrayList<>();
    for (int i = 0; i < Math.min(min, MOST_COPIES); i++) {
      copies.add(part);
    }
    Shape least = sequence(copies);
    return max == copies.size() ? least : new Partial(least.required(), least.matchesAll());
  }

  private static Shape both(@Nullable Shape first, Shape second) {
    return first == null
        ? second
        : new Partial(
            rarer(first.required(), second.required()), first.matchesAll() && second.matchesAll());
  }

  private static Shape anyOf(List<Shape> parts) {
    Set<String> required = new LinkedHashSet<>();
    boolean all = false;
    boolean known = true;
    for (Shape part : parts) {
      Set<String> texts = part.required();
      known &= texts != null && required.size() <= MOST_CHOICES;
      all |= part.matchesAll();
      if (texts != null && known) {
        required.addAll(texts);
      }
    }
    return new Partial(known ? required : null, all);
  }

  /** The one less often found: longer texts, then fewer. */
  private static @Nullable Set<String> rarer(
      @Nullable Set<String> first, @Nullable Set<String> second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    int difference = shortest(first) - shortest(second);
    boolean isSecond = difference == 0 ? second.size() < first.size() : difference < 0;
    return isSecond ? second : first;
  }

  private static int shortest(Set<String> texts) {
    return texts.stream().mapToInt(String::length).min().orElse(0);
  }
}
