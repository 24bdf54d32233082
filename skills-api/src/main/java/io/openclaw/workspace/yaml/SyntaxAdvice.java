package io.openclaw.workspace.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Says what the parser found wrong in the words of whoever wrote the file, where they are known.
 */
final class SyntaxAdvice {
  private SyntaxAdvice() {}

  static String on(MarkedYAMLException e, String text) {
    String problem = String.valueOf(e.getProblem());
    String context = String.valueOf(e.getContext());
    return switch (problem) {
      case String p when p.contains("mapping values are not allowed") ->
          "a key cannot stand here; indent the line like its neighbours, or put a text with a colon"
              + " in quotes";
      case String p when p.contains("TAB") -> "a tab; indent with spaces";
      case String p when p.contains("cannot start any token") ->
          "a value cannot begin with this character; put it in quotes";
      case String p when p.contains("unknown escape character") ->
          "double quotes do not know this backslash; use single quotes";
      case String p when p.contains("unexpected end of stream") ->
          "the quote that opens in line %d is not closed".formatted(line(e));
      case String p when p.contains("could not find expected ':'") ->
          "line %d has to be a key, a colon and a space; or it is indented too little to belong to"
                  .formatted(line(e))
              + " the text above";
      case String p when p.startsWith("found undefined alias") ->
          "*%s repeats what &%1$s marks, and nothing is marked so; put the text in quotes if no alias"
                  .formatted(p.substring(p.lastIndexOf(' ') + 1))
              + " is meant";
      case String p when p.startsWith("expected the node content") ->
          p.contains("stream end") ? unclosed(text) : "a value is missing here";
      case String p when p.contains("another document") ->
          "a line of --- begins a second document, and a file has one";
      default -> within(context, problem, e);
    };
  }

  private static String unclosed(String text) {
    Mark bracket = OpenBracket.last(text);
    return bracket == null
        ? "the file ends where a value has to follow"
        : "the bracket that opens in line %d is not closed".formatted(bracket.getLine() + 1);
  }

  private static String within(String context, String problem, MarkedYAMLException e) {
    return switch (context) {
      case "while parsing a flow sequence" ->
          "the list that opens in line %d goes on; a comma or ] is missing".formatted(line(e));
      case "while parsing a flow mapping" ->
          "the map that opens in line %d goes on; a comma or } is missing".formatted(line(e));
      case "while parsing a block mapping", "while parsing a block collection" ->
          "this does not belong to the %s that begins in line %d; indent it like its neighbours"
              .formatted(context.endsWith("mapping") ? "map" : "list", line(e));
      case "while scanning an alias", "while scanning an anchor" ->
          "a name has to follow * and &; put the text in quotes if no alias is meant";
      default ->
          e.getContextMark() == null
              ? problem
              : "%s (%s, line %d)".formatted(problem, context, line(e));
    };
  }

  /** Where what was not finished began. */
  private static int line(MarkedYAMLException e) {
    Mark mark = e.getContextMark() == null ? e.getProblemMark() : e.getContextMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }
}
