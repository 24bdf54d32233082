package io.openclaw.local.workspace.skill;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A skill that is to be made.
 *
 * @param name of its folder
 * @param owner the folder of the one agent that may use it; null for a public one
 */
public record NewSkill(String name, @Nullable String owner) {
  public NewSkill {
    requireNonNull(name, "name is null");
  }

  public boolean isPublic() {
    return owner == null;
  }

  public String id() {
    return isPublic() ? "shared/" + name : name;
  }

  public String path() {
    return "skills/" + id();
  }

  public String handler() {
    return name.replace('-', '_');
  }

  /** For a heading. */
  public String title() {
    String words = name.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** What a request has in it that means this skill. */
  public String pattern() {
    return name.replace("-", "[-_ ]");
  }

  /** Its lines in the skill registry. */
  List<String> entry() {
    return List.of(
        "- id: " + id(),
        "  name: " + title(),
        "  version: 0.1.0",
        "  location: /workspace/" + path(),
        "  owner: " + (owner == null ? "system" : owner),
        "  visibility: " + (isPublic() ? "public" : "private"),
        "  resource_requirements:",
        "    cpu: 1",
        "    memory: 1Gi",
        "    timeout: 30",
        "  handlers:",
        "    - " + handler());
  }

  /** Its lines in its owner's config.yaml. */
  List<String> binding() {
    return List.of("- skill_id: " + id(), "  version: latest", "  timeout: 30");
  }

  /** Its line in a tools-config.json: all its handlers, those that it gets later too. */
  public String offer() {
    return "{\"skill\": \"%s\"}".formatted(id());
  }
}
