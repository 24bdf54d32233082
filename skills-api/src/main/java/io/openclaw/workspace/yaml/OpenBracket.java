package io.openclaw.workspace.yaml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.Token;

/** Finds what the parser does not tell when a file ends too early. */
final class OpenBracket {
  private OpenBracket() {}

  /** The innermost of the brackets and braces that are open where the text ends; null: none. */
  static @Nullable Mark last(String text) {
    Deque<Mark> open = new ArrayDeque<>();
    Scanner tokens = new ScannerImpl(new StreamReader(new StringReader(text)), new LoaderOptions());
    try {
      while (!tokens.checkToken(Token.ID.StreamEnd)) {
        Token token = tokens.getToken();
        switch (token.getTokenId()) {
          case FlowSequenceStart, FlowMappingStart -> open.push(token.getStartMark());
          case FlowSequenceEnd, FlowMappingEnd -> open.poll();
          default -> {}
        }
      }
    } catch (YAMLException e) {
      // What is open up to here is.
    }
    return open.peek();
  }
}
