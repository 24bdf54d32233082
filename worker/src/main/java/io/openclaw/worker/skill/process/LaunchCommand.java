package io.openclaw.worker.skill.process;

import io.openclaw.worker.egress.EgressGate;
import io.openclaw.worker.environment.Readiness;
import io.openclaw.worker.grant.PathGrants;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.skill.GpuDevice;
import io.openclaw.worker.skill.SkillCall;
import io.openclaw.workspace.Skill;
import java.io.File;
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
  private final Path runner;
  private final Map<String, String> own;
  private final CallLimits limits;

  /**
   * @param runner the Python file that runs handlers
   * @param own the worker's environment, of which a process gets what its skill wants and was
   *     granted
   */
  LaunchCommand(Path runner, Map<String, String> own, CallLimits limits) {
    this.runner = runner;
    this.own = Map.copyOf(own);
    this.limits = limits;
  }

  /**
   * What a call is given.
   *
   * @param gate its way out; null: none
   */
  Confinement of(
      SkillCall call, Readiness.Ready python, Scratch scratch, @Nullable EgressGate gate) {
    PathGrants grants = call.scope().grants();
    Confinement.Builder confinement =
        Confinement.of(command(python), scratch.home(), limits.of(call))
            .readable(List.of(call.scope().artifacts().readable()))
            .readable(grants.pinnedAttachments())
            .writable(grants.pinnedFolders())
            .writable(List.of(call.artifactsDir()))
            .devices(GpuNodes.of(call.gpus()));
    common(confinement, call.tool().skill(), python, scratch, gate);
    return gpus(confinement, call.gpus()).build();
  }

  /**
   * What a process is given that begins before its call.
   *
   * @param gate its way out; null: none
   */
  Confinement ahead(Rights rights, Scratch scratch, @Nullable EgressGate gate) {
    Skill skill = rights.tool().skill();
    List<String> command = new ArrayList<>(command(rights.python()));
    command.add(rights.tool().handler().file().toString());
    Confinement.Builder confinement =
        Confinement.of(command, scratch.home(), limits.of(skill, rights.timeout()))
            .readable(List.of(scratch.in()))
            .writable(rights.folders())
            .writable(List.of(scratch.out()));
    common(confinement, skill, rights.python(), scratch, gate);
    return gpus(confinement, List.of()).build();
  }

  /**
   * -I keeps the user's packages and PYTHON* variables out, and with them PYTHONDONTWRITEBYTECODE;
   * -B says the same to the runner itself.
   */
  private List<String> command(Readiness.Ready python) {
    return List.of(python.python().toString(), "-I", "-B", "-X", "utf8", runner.toString());
  }

  private void common(
      Confinement.Builder confinement,
      Skill skill,
      Readiness.Ready python,
      Scratch scratch,
      @Nullable EgressGate gate) {
    confinement.readable(python.folders()).readable(List.of(runner.getParent(), skill.folder()));
    variables(confinement, skill, python.python(), scratch.home());
    if (gate != null) {
      network(confinement, gate);
    }
  }

  private void variables(Confinement.Builder confinement, Skill skill, Path python, Path home) {
    confinement
        .variable("PATH", python.getParent() + File.pathSeparator + own.getOrDefault("PATH", ""))
        .variable("LANG", "C.UTF-8")
        .variable("HOME", home.toString())
        .variable("TMPDIR", home.toString())
        .variable("PYTHONDONTWRITEBYTECODE", "1");
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
