package io.openclaw.worker.skill.process;

import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.Skill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line, the environment and the files of a skill's process: the one place that decides
 * what a process is given.
 */
final class LaunchCommand {
  private final Map<String, String> own;
  private final CallLimits limits;

  /**
   * @param own the worker's environment, of which a process gets what its skill wants and was
   *     granted
   */
  LaunchCommand(Map<String, String> own, CallLimits limits) {
    this.own = Map.copyOf(own);
    this.limits = limits;
  }

  /**
   * What a call is given.
   *
   * @param gate its way out; null: none
   */
  Confinement of(SkillCall call, Program program, Scratch scratch, @Nullable EgressGate gate) {
    PathGrants grants = call.scope().grants();
    Confinement.Builder confinement =
        Confinement.of(program.line(), scratch.home(), limits.of(call))
            .readable(List.of(call.scope().artifacts().readable()))
            .readable(grants.pinnedAttachments())
            .writable(grants.pinnedFolders())
            .writable(List.of(call.artifactsDir()))
            .devices(GpuNodes.of(call.gpus()));
    common(confinement, call.tool().skill(), program, scratch, gate);
    return gpus(confinement, call.gpus()).build();
  }

  /**
   * What a process is given that begins before its call.
   *
   * @param gate its way out; null: none
   */
  Confinement ahead(Rights rights, Scratch scratch, @Nullable EgressGate gate) {
    Skill skill = rights.tool().skill();
    List<String> line = new ArrayList<>(rights.program().line());
    line.add(rights.tool().handler().file().toString());
    Confinement.Builder confinement =
        Confinement.of(line, scratch.home(), limits.of(skill, rights.timeout()))
            .readable(List.of(scratch.in()))
            .writable(rights.folders())
            .writable(List.of(scratch.out()));
    common(confinement, skill, rights.program(), scratch, gate);
    return gpus(confinement, List.of()).build();
  }

  private void common(
      Confinement.Builder confinement,
      Skill skill,
      Program program,
      Scratch scratch,
      @Nullable EgressGate gate) {
    confinement.readable(program.folders()).readable(List.of(skill.folder()));
    variables(confinement, skill, program, scratch.home());
    if (gate != null) {
      network(confinement, gate);
    }
  }

  private void variables(Confinement.Builder confinement, Skill skill, Program program, Path home) {
    confinement
        .variable("PATH", program.path())
        .variable("LANG", "C.UTF-8")
        .variable("HOME", home.toString())
        .variable("TMPDIR", home.toString());
    program.variables().forEach(confinement::variable);
    for (String name : skill.environment()) {
      String value = own.get(name);
      if (value != null && !isSecret(skill, name)) {
        confinement.variable(name, value);
      }
    }
  }

  /** None is a list too: without it, a process would see all that the machine has. */
  private static Confinement.Builder gpus(Confinement.Builder confinement, List<GpuDevice> gpus) {
    return confinement
        .variable("CUDA_DEVICE_ORDER", "PCI_BUS_ID")
        .variable(
            "CUDA_VISIBLE_DEVICES",
            gpus.stream().map(GpuDevice::cudaName).collect(Collectors.joining(",")));
  }

  private static boolean isSecret(Skill skill, String variable) {
    return skill.network().secrets().stream()
        .anyMatch(secret -> secret.variable().equals(variable));
  }

  private static void network(Confinement.Builder confinement, EgressGate gate) {
    confinement
        .network(gate.socket())
        .variable("OPENCLAW_EGRESS", gate.socket().toString())
        .variable("OPENCLAW_INJECTED_HOSTS", String.join(",", gate.injectedHosts()));
    gate.placeholders().forEach(confinement::variable);
  }
}
