package io.openclaw.local.workspace.skill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.openclaw.local.workspace.change.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a new skill: a handler in Python that does a small true thing, and its tests. */
final class SkillFiles {
  private SkillFiles() {}

  static SortedMap<String, Content> of(NewSkill skill) throws IOException {
    Map<String, String> templates =
        Map.of(
            "SKILL.md",
            "SKILL.md",
            "config.yaml",
            "config.yaml",
            "handlers/" + skill.handler() + ".py",
            "handler.py",
            "tests/test_" + skill.handler() + ".py",
            "test.py");
    SortedMap<String, Content> files = new TreeMap<>();
    for (Map.Entry<String, String> file : templates.entrySet()) {
      files.put(file.getKey(), new Content.Text(filled(template(file.getValue()), skill)));
    }
    return files;
  }

  private static String filled(String template, NewSkill skill) {
    return template
        .replace("{{id}}", skill.id())
        .replace("{{name}}", skill.name())
        .replace("{{handler}}", skill.handler())
        .replace("{{title}}", skill.title())
        .replace("{{pattern}}", skill.pattern());
  }

  private static String template(String name) throws IOException {
    try (InputStream in = SkillFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the launcher's jar lacks " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
