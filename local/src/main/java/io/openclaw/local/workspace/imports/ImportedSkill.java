package io.openclaw.local.workspace.imports;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.workspace.change.Content;
import io.openclaw.local.workspace.change.NewFolder;
import io.openclaw.local.workspace.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A skill that is copied: instructions without handlers, so without a config.yaml.
 *
 * @param folder where it lies in the source
 * @param owner the folder of the one agent that may use it; null for a public one
 */
record ImportedSkill(Path folder, @Nullable String owner, SkillManual manual, SourceFiles files) {
  ImportedSkill {
    requireNonNull(folder, "folder is null");
    requireNonNull(manual, "manual is null");
    requireNonNull(files, "files is null");
  }

  static ImportedSkill read(Source source, Path folder, @Nullable String owner) throws IOException {
    SourceFiles files = SourceFiles.in(folder);
    Path manual = folder.resolve(Source.SKILL);
    String shown = source.shown(manual);
    String unread = files.leftOut().get(manual);
    return new ImportedSkill(
        folder,
        owner,
        unread == null
            ? SkillManual.read(shown, Files.readAllBytes(manual))
            : SkillManual.unread(shown, unread),
        files);
  }

  String id() {
    return owner == null ? "shared/" + manual.name() : manual.name();
  }

  String path() {
    return "skills/" + id();
  }

  NewFolder newFolder() {
    SortedMap<String, Content> contents = new TreeMap<>();
    files.copied().forEach((name, file) -> contents.put(name, new Content.Copy(file)));
    if (!manual.changed().isEmpty()) {
      contents.put(Source.SKILL, new Content.Text(manual.text()));
    }
    return new NewFolder(path(), contents);
  }

  /** Its lines in the skill registry. */
  List<String> entry() {
    return List.of(
        "- id: " + id(),
        "  name: " + YamlScalar.of(manual.name()),
        "  version: " + YamlScalar.of(manual.version()),
        "  location: /workspace/" + path(),
        "  owner: " + (owner == null ? "system" : owner),
        "  visibility: " + (owner == null ? "public" : "private"));
  }

  /** Its lines in its owner's config.yaml. */
  List<String> binding() {
    return List.of("- skill_id: " + YamlScalar.of(id()), "  version: latest");
  }

  /** One line for people. */
  String summary() {
    return "%s, version %s, %s, instructions only: no handlers%s"
        .formatted(
            owner == null ? "public" : "private to agents/" + owner,
            manual.version(),
            files.copied().size() == 1 ? "1 file" : files.copied().size() + " files",
            files.copied().keySet().stream().anyMatch(name -> name.startsWith("scripts/"))
                ? " (its scripts/ are copied, and nothing runs them)"
                : "");
  }
}
