package io.openclaw.workspace;

import java.util.List;

/**
 * What a skill needs of the machine that it runs on (SKILL.md, {@code metadata.openclaw}).
 *
 * @param programs all of these have to be on the path
 * @param anyProgram one of these has to be on the path, where there are any
 * @param environment variables that have to be set
 * @param systems where it runs ({@code linux}, {@code darwin}, {@code win32}); empty: everywhere
 */
public record SkillNeeds(
    List<String> programs,
    List<String> anyProgram,
    List<String> environment,
    List<String> systems) {
  public static final SkillNeeds NONE = new SkillNeeds(List.of(), List.of(), List.of(), List.of());

  public SkillNeeds {
    programs = List.copyOf(programs);
    anyProgram = List.copyOf(anyProgram);
    environment = List.copyOf(environment);
    systems = List.copyOf(systems);
  }
}
