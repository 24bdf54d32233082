package io.openclaw.workspace.yaml;

import io.openclaw.workspace.ProblemCode;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Parses and reports every tag, such as {@code !!int}. The shapes say of what type a value is, so a
 * tag would change nothing, whatever its author meant by it. In the nodes it is too late to look:
 * there {@code !!str x} is the same as {@code x}.
 */
final class TagRefusal extends ParserImpl {
  private final YamlFile file;
  private boolean refused;

  TagRefusal(YamlFile file, StreamReader text, LoaderOptions options) {
    super(text, options);
    this.file = file;
  }

  /** Whether there was a tag in what was parsed until now. */
  boolean refused() {
    return refused;
  }

  /** Reports a tag that is none by the rules of YAML either; false where it is something else. */
  static boolean reports(YamlFile file, MarkedYAMLException e) {
    boolean isTag =
        "while scanning a tag".equals(e.getContext())
            || String.valueOf(e.getProblem()).startsWith("found undefined tag handle");
    if (isTag) {
      report(file, e.getContextMark());
    }
    return isTag;
  }

  @Override
  public Event getEvent() {
    Event event = super.getEvent();
    if (hasTag(event)) {
      refused = true;
      report(file, event.getStartMark());
    }
    return event;
  }

  private static void report(YamlFile file, Mark at) {
    file.problem(
        file.placeOf(at),
        ProblemCode.TAG_NOT_ALLOWED,
        "a word that begins with ! is a tag, and a workspace has none; leave it out, or put it in"
            + " quotes if it belongs to a text");
  }

  private static boolean hasTag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag() != null;
      case CollectionStartEvent collection -> collection.getTag() != null;
      default -> false;
    };
  }
}
