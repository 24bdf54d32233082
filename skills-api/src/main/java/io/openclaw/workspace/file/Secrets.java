package io.openclaw.workspace.file;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds keys of well-known services by their form, wherever in a file they stand. What is found is
 * never repeated in a message.
 */
final class Secrets {
  /**
   * @param mark a literal that every key of this form has; looked for first, as it is cheap
   */
  private record Form(String what, String mark, Pattern pattern) {}

  /** Of those that begin alike, the more special one first. */
  private static final List<Form> FORMS =
      List.of(
          form("an Anthropic API key", "sk-ant-", "sk-ant-[A-Za-z0-9_-]{20,}"),
          form("an OpenAI API key", "sk-", "\\bsk-(proj-)?[A-Za-z0-9_-]{32,}"),
          form("a GitHub token", "gh", "\\bgh[pousr]_[A-Za-z0-9]{36,}"),
          form("a GitHub token", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{40,}"),
          form("a Hugging Face token", "hf_", "\\bhf_[A-Za-z0-9]{30,}"),
          form("a Slack token", "xox", "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
          form("a Google API key", "AIza", "\\bAIza[A-Za-z0-9_-]{35}"),
          form("an AWS access key", "AKIA", "\\bAKIA[A-Z0-9]{16}\\b"),
          form("a private key", "-----BEGIN", "-----BEGIN [A-Z ]*PRIVATE KEY-----"));

  private Secrets() {}

  static void report(String file, String text, Problems problems) {
    Set<Integer> known = new HashSet<>();
    for (Form form : FORMS) {
      if (text.contains(form.mark())) {
        report(file, text, form, known, problems);
      }
    }
  }

  /**
   * @param known where a key begins of which an earlier form has told
   */
  private static void report(
      String file, String text, Form form, Set<Integer> known, Problems problems) {
    Matcher matcher = form.pattern().matcher(text);
    while (matcher.find()) {
      if (!known.add(matcher.start())) {
        continue;
      }
      problems.add(
          Place.after(file, text.substring(0, matcher.start())),
          ProblemCode.SECRET_IN_FILE,
          "this looks like %s in plain text; withdraw it, put the new one into an environment"
                  .formatted(form.what())
              + " variable, and refer to it as ${NAME}");
    }
  }

  private static Form form(String what, String mark, String pattern) {
    return new Form(what, mark, Pattern.compile(pattern));
  }
}
