package io.openclaw.workspace.file;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import io.openclaw.workspace.yaml.Spelling;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The things of one kind that other places may refer to, by id.
 *
 * @param complete false where more of them may exist than could be read
 */
public record Index<T extends Index.Item>(Kind kind, Map<String, T> byId, boolean complete) {

  /** What ids stand for. */
  public enum Kind {
    AGENT(ProblemCode.UNKNOWN_AGENT),
    SKILL(ProblemCode.UNKNOWN_SKILL),
    WORKFLOW(ProblemCode.UNKNOWN_WORKFLOW),
    STEP(ProblemCode.UNKNOWN_STEP);

    private final ProblemCode unknown;

    Kind(ProblemCode unknown) {
      this.unknown = unknown;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something with an id that is to be unique among its kind. */
  public interface Item {
    Name id();
  }

  public Index {
    byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
  }

  /** Two with the same id are a problem, and neither is kept: which one is meant is not known. */
  public static <T extends Item> Index<T> of(Kind kind, Found<T> found, Problems problems) {
    Map<String, T> byId = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (T item : found.items()) {
      if (item.id().isGiven() && byId.putIfAbsent(item.id().value(), item) != null) {
        twice.add(item.id().value());
      }
    }
    byId.keySet().removeAll(twice);
    checkUnique(kind.toString(), ids(found.items()), problems);
    return new Index<>(kind, byId, found.complete() && twice.isEmpty());
  }

  public static void checkUnique(String kind, Collection<Name> ids, Problems problems) {
    Map<String, Place> places = new HashMap<>();
    for (Name id : ids) {
      Place first = places.putIfAbsent(id.value(), id.at());
      if (first != null && id.isGiven()) {
        problems.add(
            id.at(),
            ProblemCode.DUPLICATE_ID,
            kind + " " + id + " is there already, at " + first.file() + ":" + first.line());
      }
    }
  }

  public static List<Name> ids(Collection<? extends Item> items) {
    return items.stream().map(Item::id).toList();
  }

  public Collection<T> items() {
    return byId.values();
  }

  /** What the reference means; null where that is nothing, which is a problem. */
  public @Nullable T resolve(Name reference, Problems problems) {
    T item = byId.get(reference.value());
    if (item == null && reference.isGiven() && complete) {
      problems.add(
          reference.at(),
          kind.unknown,
          "there is no "
              + kind
              + " "
              + reference
              + Spelling.hint(reference.value(), byId.keySet()));
    }
    return item;
  }
}
