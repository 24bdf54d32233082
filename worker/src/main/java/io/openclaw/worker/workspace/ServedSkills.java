package io.openclaw.worker.workspace;

import io.openclaw.workspace.Agent;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Skill.Visibility;
import io.openclaw.workspace.SkillBinding;
import io.openclaw.workspace.Workspace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a worker is there for.
 *
 * @param agents those that it serves
 * @param skills those that these agents may use, public ones included
 */
public record ServedSkills(List<Agent> agents, List<Skill> skills) {
  public ServedSkills {
    agents = List.copyOf(agents);
    skills = List.copyOf(skills);
  }

  public static ServedSkills of(Workspace workspace, List<Agent> agents) {
    Set<String> bound = new LinkedHashSet<>();
    agents.stream()
        .flatMap(a -> a.skills().stream())
        .map(SkillBinding::skillId)
        .forEach(bound::add);
    List<Skill> skills =
        workspace.skills().values().stream()
            .filter(s -> s.visibility() == Visibility.PUBLIC || bound.contains(s.id()))
            .toList();
    return new ServedSkills(agents, skills);
  }
}
