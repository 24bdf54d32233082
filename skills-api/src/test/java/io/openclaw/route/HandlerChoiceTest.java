package io.openclaw.route;

import static io.openclaw.route.Workspaces.handler;
import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.workspace.Handler;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HandlerChoiceTest {
  @Test
  void shouldChooseHandlerThatFindsMostWords() {
    Skill skill = skill("text", handler("find", "find"), handler("count", "count|words"));

    HandlerChoice choice = HandlerChoice.of("find and count the words", List.of(skill));

    assertThat(choice).extracting(HandlerChoice::id).isEqualTo("text:count");
    assertThat(choice).extracting(HandlerChoice::words).isEqualTo(Set.of("count", "words"));
  }

  @Test
  void shouldCountRepeatedWordOnceWhateverItsCase() {
    Skill skill = skill("text", handler("find", "(?i)find"), handler("both", "find|count"));

    HandlerChoice choice = HandlerChoice.of("Find, FIND, find and count", List.of(skill));

    assertThat(choice).extracting(HandlerChoice::id).isEqualTo("text:both");
  }

  @Test
  void shouldChooseFirstOfThoseThatTie() {
    Skill first = skill("first", handler("a", "x"), handler("b", "y"));
    Skill second = skill("second", handler("c", "x"));

    HandlerChoice choice = HandlerChoice.of("x y", List.of(first, second));

    assertThat(choice).extracting(HandlerChoice::id).isEqualTo("first:a");
  }

  @Test
  void shouldChooseNothingWhereNothingMatches() {
    Skill skill = skill("text", handler("find", "find"), handler("never", null));

    assertThat(HandlerChoice.of("something else", List.of(skill))).isNull();
    assertThat(HandlerChoice.of("find", List.of())).isNull();
  }

  @Test
  void shouldNotCountEmptyMatches() {
    Skill skill = skill("text", handler("any", ".*?"));

    assertThat(HandlerChoice.of("find", List.of(skill))).isNull();
  }

  private static Skill skill(String id, Handler... handlers) {
    return Workspaces.skill(id, Visibility.PUBLIC, handlers);
  }
}
