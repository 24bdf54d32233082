package io.openclaw.worker.gpu;

import io.openclaw.worker.process.Command;
import io.openclaw.worker.skill.GpuDevice;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Finds the GPUs that this worker may lease: those of the machine, or those that it is told. */
final class GpuDetection {
  private static final Logger LOG = Logger.getLogger(GpuDetection.class);
  private static final String NONE = "none";
  private static final String PROGRAM = "nvidia-smi";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LINE =
      Pattern.compile("(\\d{1,4}), *((?:GPU|MIG)-[0-9a-fA-F-]+), *([^,]*), *(.*)");
  private static final Pattern INDEX = Pattern.compile("\\d{1,4}");

  private final String host;
  private final Map<String, String> environment;

  /**
   * Looks for nothing yet.
   *
   * @param host name of this machine, different from that of any other
   * @param environment where {@code nvidia-smi} is looked for by its {@code PATH}
   */
  GpuDetection(String host, Map<String, String> environment) {
    this.host = host;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The devices. Blocks.
   *
   * @param configured indices or UUIDs; {@code none} alone for none; empty for all that there are
   */
  List<GpuDevice> find(List<String> configured) {
    if (configured.equals(List.of(NONE))) {
      LOG.info("This worker leases no GPUs: openclaw.worker.gpus is none.");
      return List.of();
    }
    List<GpuDevice> there = ask();
    List<GpuDevice> devices = configured.isEmpty() ? there : chosen(configured, there);
    LOG.infof("GPUs that this worker leases: %s", devices.isEmpty() ? "none" : devices);
    return devices;
  }

  private List<GpuDevice> ask() {
    String program = program();
    if (program == null) {
      LOG.info("There is no nvidia-smi on the path, so nobody is asked for GPUs.");
      return List.of();
    }
    try {
      Command.Ended ended =
          new Command(
                  List.of(
                      program, "--query-gpu=index,uuid,name,memory.total", "--format=csv,noheader"),
                  environment,
                  PATIENCE)
              .run(line -> {});
      if (ended.worked()) {
        return ended.lines().stream().map(GpuDetection::device).flatMap(List::stream).toList();
      }
      LOG.warnf("nvidia-smi tells of no GPUs. status=%d said=%s", ended.status(), ended.lastLine());
    } catch (IOException e) {
      LOG.warnf("nvidia-smi cannot be run. reason=%s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  /** Java looks along the path that it was started with, whatever a process is given. */
  private @Nullable String program() {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, PROGRAM))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  private static List<GpuDevice> device(String line) {
    Matcher parts = LINE.matcher(line);
    return parts.matches()
        ? List.of(new GpuDevice(Integer.parseInt(parts.group(1)), parts.group(2)))
        : List.of();
  }

  private List<GpuDevice> chosen(List<String> names, List<GpuDevice> there) {
    List<GpuDevice> chosen = new ArrayList<>();
    for (String name : names.stream().map(String::strip).distinct().toList()) {
      GpuDevice device = there.isEmpty() ? told(name, chosen.size()) : named(name, there);
      if (device == null) {
        LOG.warnf("There is no GPU of this name, and it is left out. gpu=%s", name);
      } else if (!chosen.contains(device)) {
        chosen.add(device);
      }
    }
    return chosen;
  }

  private static @Nullable GpuDevice named(String name, List<GpuDevice> there) {
    return there.stream()
        .filter(device -> device.uuid().equals(name) || String.valueOf(device.index()).equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Where nvidia-smi is not there to ask, what the operator says is taken for true. */
  private GpuDevice told(String name, int position) {
    return INDEX.matcher(name).matches()
        ? new GpuDevice(Integer.parseInt(name), host + ":" + name)
        : new GpuDevice(position, name);
  }
}
