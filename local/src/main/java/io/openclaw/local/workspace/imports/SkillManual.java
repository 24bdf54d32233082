package io.openclaw.local.workspace.imports;

import io.openclaw.local.workspace.EntryName;
import io.openclaw.local.workspace.yaml.BlockMap;
import io.openclaw.local.workspace.yaml.CannotEditException;
import io.openclaw.local.workspace.yaml.YamlText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SKILL.md by the standard: its front matter, what is wrong with it, and its text with the keys
 * that the standard does not have as comments.
 */
final class SkillManual {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "description",
          "license",
          "compatibility",
          "metadata",
          "allowed-tools",
          "user-invocable",
          "disable-model-invocation");

  private static final int LONGEST_DESCRIPTION = 1024;
  private static final String FIRST_VERSION = "1.0.0";
  private static final Pattern FENCE = Pattern.compile("(?m)^---[ \\t\\r]*$");

  private final String file;
  private final List<Finding> wrong = new ArrayList<>();
  private final List<Finding> changed = new ArrayList<>();
  private String name = "";
  private String version = FIRST_VERSION;
  private String text = "";

  private SkillManual(String file) {
    this.file = file;
  }

  /**
   * Reads a manual.
   *
   * @param file how people find it
   */
  static SkillManual read(String file, byte[] bytes) {
    SkillManual manual = new SkillManual(file);
    try {
      manual.text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      manual.readText();
    } catch (CharacterCodingException e) {
      manual.wrong(1, "it is no UTF-8; save it in the encoding UTF-8");
    } catch (CannotEditException e) {
      manual.wrong(e.line(), e.reason() + "; a value with a colon in it needs quotes");
    }
    return manual;
  }

  /** One that can't be copied. */
  static SkillManual unread(String file, String why) {
    SkillManual manual = new SkillManual(file);
    manual.wrong(1, "it is " + why);
    return manual;
  }

  /** Of the skill and of its folder; empty where there is none. */
  String name() {
    return name;
  }

  String version() {
    return version;
  }

  /** As it is copied. */
  String text() {
    return text;
  }

  /** What has to be mended in the source. */
  List<Finding> wrong() {
    return wrong;
  }

  /** What is other in the copy. */
  List<Finding> changed() {
    return changed;
  }

  private void readText() throws CannotEditException {
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    Matcher fence = FENCE.matcher(text);
    if (!fence.find() || fence.start() != begin || !fence.find()) {
      wrong(1, "it has to begin with YAML (name, description) between two lines of ---");
      return;
    }
    int end = fence.start();
    // With the opening line, so that line numbers are the file's.
    YamlText head = YamlText.of(file, text.substring(0, end));
    checkName(head);
    checkDescription(head);
    readVersion(head);
    text = standard(head).text() + text.substring(end);
  }

  private void checkName(YamlText head) {
    String given = head.word("name");
    if (given == null || !EntryName.isValid(given) || given.equals("shared")) {
      wrong(
          head.line("name"),
          "name has to be %s (and not shared)%s"
              .formatted(EntryName.RULE, given == null ? "; it is missing" : ""));
    } else {
      name = given;
    }
  }

  private void checkDescription(YamlText head) {
    String given = head.word("description");
    if (given == null || given.isBlank()) {
      wrong(head.line("description"), "description is missing: what it does and when to use it");
    } else if (given.length() > LONGEST_DESCRIPTION) {
      wrong(
          head.line("description"),
          "description has %d characters, and may have %d; move the rest below the front matter"
              .formatted(given.length(), LONGEST_DESCRIPTION));
    }
  }

  private void readVersion(YamlText head) {
    String given = head.word("metadata", "version");
    given = given == null ? head.word("version") : given;
    if (given != null && !given.isBlank()) {
      version = given;
    }
  }

  private YamlText standard(YamlText head) {
    YamlText standard = head;
    for (String key : head.keys()) {
      if (!KEYS.contains(key)) {
        try {
          standard = BlockMap.commentOut(standard, key);
          changed.add(
              new Finding(
                  file, head.line(key), key + " is a comment now: the standard has no such key"));
        } catch (CannotEditException e) {
          wrong(head.line(key), "the standard has no key " + key + "; put it into metadata");
        }
      }
    }
    return standard;
  }

  private void wrong(int line, String message) {
    wrong.add(new Finding(file, line, message));
  }
}
