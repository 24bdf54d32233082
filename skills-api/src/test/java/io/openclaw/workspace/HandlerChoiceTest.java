package io.openclaw.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.openclaw.workspace.Skill.RuntimeKind;
import io.openclaw.workspace.Skill.Visibility;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HandlerChoiceTest {
  private static final ObjectNode ANY = JsonNodeFactory.instance.objectNode();

  @Test
  void shouldChooseHandlerThatFindsMostWords() {
    Skill skill = skill("text", handler("find", "find"), handler("count", "count|words"));

    HandlerChoice choice = HandlerChoice.of("find and count the words", List.of(skill));

    assertThat(choice).extracting(HandlerChoice::id).isEqualTo("text:count");
    assertThat(choice)
        .extracting(HandlerChoice::words)
        .isEqualTo(java.util.Set.of("count", "words"));
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
    Map<String, Handler> byName = new LinkedHashMap<>();
    for (Handler handler : handlers) {
      byName.put(handler.name(), handler);
    }
    return new Skill(
        id,
        id,
        "1.0.0",
        Path.of("/skills", id),
        SkillManual.of("skill", "A skill"),
        "system",
        Visibility.PUBLIC,
        RuntimeKind.PROCESS,
        List.of(),
        List.of(),
        ResourceRequirements.within(Duration.ofSeconds(1)),
        null,
        byName);
  }

  private static Handler handler(String name, @Nullable String match) {
    Pattern pattern = match == null ? null : Pattern.compile(match);
    return new Handler(name, "Does it", Path.of(name), pattern, null, null, ANY, ANY);
  }
}
