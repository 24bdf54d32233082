package io.openclaw.workspace.check;

import io.openclaw.workspace.GpuRequirement;
import io.openclaw.workspace.GpuRequirement.Need;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.file.AgentFolder;
import io.openclaw.workspace.file.Grants;
import io.openclaw.workspace.yaml.Name;
import io.openclaw.workspace.yaml.Problems;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The most that any agent may be permitted: what {@code agents/template/config.yaml} grants. A
 * workspace without a template has no ceiling.
 */
final class Ceiling {
  private static final String FILE = "agents/template/config.yaml";

  private final @Nullable Grants most;
  private final Problems problems;

  Ceiling(@Nullable AgentFolder template, Problems problems) {
    this.most = template == null ? null : template.config().grants();
    this.problems = problems;
  }

  void check(Grants grants) {
    if (most == null) {
      return;
    }
    if (grants.gpus() > most.gpus()) {
      problems.add(
          grants.gpusAt(),
          ProblemCode.WIDER_THAN_TEMPLATE,
          "%d GPUs are more than the %d that %s grants; the template is the most that any agent may"
                  .formatted(grants.gpus(), most.gpus(), FILE)
              + " have");
    }
    for (Name path : grants.paths()) {
      if (most.paths().stream().noneMatch(granted -> isBelow(path.value(), granted.value()))) {
        report(path, most.paths());
      }
    }
    for (Name host : grants.endpoints()) {
      if (most.endpoints().stream().noneMatch(granted -> covers(granted.value(), host.value()))) {
        report(host, most.endpoints());
      }
    }
  }

  /** A skill that has to have GPUs would wait for ever where the agent may not use as many. */
  void checkGpus(Grants grants, Name skill, GpuRequirement gpu) {
    if (gpu.need() == Need.REQUIRED && gpu.count() > grants.gpus()) {
      problems.add(
          skill.at(),
          ProblemCode.GPU_NOT_GRANTED,
          "skill %s needs GPUs (%d), and this agent's permissions grant %d: raise max_allocation of"
                  .formatted(skill, gpu.count(), grants.gpus())
              + " gpu_access, or do not bind it");
    }
  }

  private void report(Name wanted, List<Name> granted) {
    if (wanted.isGiven()) {
      String list = String.join(", ", granted.stream().map(Name::value).toList());
      problems.add(
          wanted.at(),
          ProblemCode.WIDER_THAN_TEMPLATE,
          "%s is not within what %s grants (%s); the template is the most that any agent may have"
              .formatted(wanted, FILE, list.isEmpty() ? "nothing of this kind" : list));
    }
  }

  private static boolean isBelow(String path, String folder) {
    return (path + "/").startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  /** {@code *.example.org} covers each name below, and {@code *.} of each name below. */
  private static boolean covers(String granted, String wanted) {
    String most = granted.toLowerCase(Locale.ROOT);
    String host = wanted.toLowerCase(Locale.ROOT);
    return most.equals(host)
        || (most.startsWith("*.")
            && host.endsWith(most.substring(1))
            && host.length() > most.length() - 1);
  }
}
