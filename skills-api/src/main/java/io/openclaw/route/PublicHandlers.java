package io.openclaw.route;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import io.openclaw.route.match.PatternSet;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request can be given to where no agent is asked: the handlers of the public skills that
 * have a {@code match}, in the workspace's order. Chooses as {@link HandlerChoice} does.
 */
final class PublicHandlers {
  private final List<Skill> skills;
  private final List<Goal.ToSkill> goals = new ArrayList<>();
  private final PatternSet patterns;

  /** A handler and the words that it finds; none where it does not fit. */
  record Fit(Goal.ToSkill goal, Set<String> words) {
    Fit {
      requireNonNull(goal, "goal is null");
      requireNonNull(words, "words is null");
    }
  }

  PublicHandlers(Workspace workspace) {
    this.skills =
        workspace.skills().values().stream()
            .filter(skill -> skill.visibility() == Skill.Visibility.PUBLIC)
            .toList();
    List<Pattern> matches = new ArrayList<>();
    for (Skill skill : skills) {
      for (Handler handler : skill.handlers().values()) {
        if (handler.match() != null) {
          goals.add(new Goal.ToSkill(skill, handler));
          matches.add(handler.match());
        }
      }
    }
    this.patterns = PatternSet.of(matches);
  }

  List<Skill> skills() {
    return skills;
  }

  /** Null where none fits. */
  Goal.@Nullable ToSkill best(String text) {
    BitSet found = patterns.all(text);
    int only = found.cardinality() == 1 ? found.nextSetBit(0) : PatternSet.NONE;
    // Words are counted only where there is something to compare or they may be empty.
    return only != PatternSet.NONE && patterns.isSubstantial(only)
        ? goals.get(only)
        : bestByWords(text, found);
  }

  /** All, in their order. */
  List<Fit> fits(String text) {
    return goals.stream().map(goal -> fit(goal, text)).toList();
  }

  static Fit fit(Goal.ToSkill goal, String text) {
    return new Fit(goal, HandlerChoice.words(goal.handler(), text));
  }

  private Goal.@Nullable ToSkill bestByWords(String text, BitSet found) {
    Goal.ToSkill best = null;
    int most = 0;
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      int words = fit(goals.get(i), text).words().size();
      if (words > most) {
        best = goals.get(i);
        most = words;
      }
    }
    return best;
  }
}
