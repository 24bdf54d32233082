package io.openclaw.workspace.check;

import io.openclaw.workspace.SkillNetwork.Secret;
import io.openclaw.workspace.file.SkillConfig;
import io.openclaw.workspace.file.SkillEntry;
import io.openclaw.workspace.yaml.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the environment variables that a skill wants. Its own secrets are neither handed
 * over nor withheld: it finds placeholders in them.
 *
 * @param granted what its handlers get
 * @param withheld what it would have to be granted
 * @param missing secrets that it would have to be given
 */
public record Variables(List<Name> granted, List<Name> withheld, List<Name> missing) {
  public Variables {
    granted = List.copyOf(granted);
    withheld = List.copyOf(withheld);
    missing = List.copyOf(missing);
  }

  /**
   * Compares the wishes with the grants.
   *
   * @param config null for a skill that wants nothing
   */
  public static Variables of(SkillEntry entry, @Nullable SkillConfig config) {
    Set<String> grants = entry.environment().stream().map(Name::value).collect(Collectors.toSet());
    Set<String> secrets =
        entry.network().secrets().stream().map(Secret::variable).collect(Collectors.toSet());
    List<Name> granted = new ArrayList<>();
    List<Name> withheld = new ArrayList<>();
    for (Name variable : config == null ? List.<Name>of() : config.environment()) {
      if (variable.isGiven() && !secrets.contains(variable.value())) {
        (grants.contains(variable.value()) ? granted : withheld).add(variable);
      }
    }
    List<Name> missing =
        config == null
            ? List.of()
            : config.secrets().stream().filter(name -> !secrets.contains(name.value())).toList();
    return new Variables(granted, withheld, missing);
  }

  /** All for want of which it is not called. */
  public List<Name> lacking() {
    return Stream.concat(withheld.stream(), missing.stream()).toList();
  }
}
