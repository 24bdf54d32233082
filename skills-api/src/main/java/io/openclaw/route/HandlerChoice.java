package io.openclaw.route;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The handler that fits a plain text best where no model is there to choose: the one whose {@code
 * match} finds the most different words in it; the first of those that tie.
 */
public record HandlerChoice(Skill skill, Handler handler, Set<String> words) {
  public HandlerChoice {
    requireNonNull(skill, "skill is null");
    requireNonNull(handler, "handler is null");
    words = Set.copyOf(words);
  }

  /** {@code skill id:handler name}, as events name it. */
  public String id() {
    return skill.id() + ":" + handler.name();
  }

  /** Null where no handler matches at all. */
  public static @Nullable HandlerChoice of(String text, Collection<Skill> skills) {
    HandlerChoice best = null;
    for (Skill skill : skills) {
      for (Handler handler : skill.handlers().values()) {
        Set<String> words = words(handler, text);
        if (words.size() > (best == null ? 0 : best.words.size())) {
          best = new HandlerChoice(skill, handler, words);
        }
      }
    }
    return best;
  }

  /** The different words that a handler's {@code match} finds, whatever their case. */
  static Set<String> words(Handler handler, String text) {
    Set<String> words = new LinkedHashSet<>();
    Pattern pattern = handler.match();
    if (pattern != null) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (!matcher.group().isEmpty()) {
          words.add(matcher.group().toLowerCase(Locale.ROOT));
        }
      }
    }
    return words;
  }
}
