package io.openclaw.worker.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether this machine can confine processes, by doing it. Once it can, that stays so; as
 * long as it can't, each need looks again, so that installing what is missing is enough.
 * Thread-safe.
 */
public final class Sandboxes {
  private static final Logger LOG = Logger.getLogger(Sandboxes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Limits TRIAL_LIMITS =
      new Limits(Duration.ofSeconds(5), 256L << 20, 32, 64, 16L << 20);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "passwd", "skill:x:1000:1000::/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n",
          "group", "skill:x:1000:\nnogroup:x:65534:\n",
          "hosts", "127.0.0.1 localhost\n::1 localhost\n",
          "nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");

  private final Path folder;
  private final List<Path> programs;
  private volatile SandboxState state;

  /**
   * @param isOn false where processes are to run as they are
   * @param cache where files for the sandbox are kept
   * @param path the folders in which bubblewrap is looked for, as the variable PATH has them
   */
  public Sandboxes(boolean isOn, Path cache, String path) {
    this.folder = cache.toAbsolutePath().normalize().resolve("sandbox");
    this.programs =
        Stream.of(path.split(":", -1))
            .filter(name -> !name.isEmpty())
            .map(name -> Path.of(name, "bwrap"))
            .toList();
    this.state = isOn ? new SandboxState.Missing("not looked for yet") : unconfined();
  }

  /** Looks, unless it is known already. Blocks for some milliseconds. */
  public SandboxState require() {
    if (state instanceof SandboxState.Missing) {
      look();
    }
    return state;
  }

  /** As it was found last. */
  public SandboxState state() {
    return state;
  }

  private synchronized void look() {
    if (state instanceof SandboxState.Missing(String known)) {
      SandboxState found = find();
      if (found instanceof SandboxState.Missing(String reason) && !reason.equals(known)) {
        LOG.warnf("Skills that need a process of their own do not run. reason=%s", reason);
      }
      state = found;
    }
  }

  private static SandboxState unconfined() {
    LOG.warn(
        "THE SANDBOX IS OFF (OPENCLAW_SANDBOX=off): skills run with all the rights of this worker."
            + " They can read its secrets, its files and its network.");
    return new SandboxState.Usable(new Unconfined());
  }

  private SandboxState find() {
    Architecture architecture = Architecture.of(System.getProperty("os.arch"));
    if (!System.getProperty("os.name").equals("Linux") || architecture == null) {
      return missing("there is a sandbox on Linux only, for x86-64 and AArch64");
    }
    Path program = programs.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (program == null) {
      return missing("bubblewrap is not installed: install the package bubblewrap");
    }
    try {
      Sandbox sandbox =
          new Bubblewrap(
              program, layOut(architecture), folder, isRoot() ? ProcessGroups.find() : null);
      String fault = tryOut(sandbox);
      return fault == null ? new SandboxState.Usable(sandbox) : missing(explained(fault));
    } catch (IOException e) {
      return missing("cannot try bubblewrap out: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return missing("the worker stops");
    }
  }

  private static SandboxState missing(String what) {
    return new SandboxState.Missing(
        what
            + "; to run skills with all the rights of the worker instead, set OPENCLAW_SANDBOX=off");
  }

  private Path layOut(Architecture architecture) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : SETTINGS.entrySet()) {
      write(
          folder.resolve(file.getKey()),
          file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path filter = folder.resolve("system-calls.bpf");
    write(filter, SystemCallFilter.of(architecture));
    return filter;
  }

  /** At once: other workers with the same cache may be starting sandboxes. */
  private static void write(Path file, byte[] content) throws IOException {
    Path draft = Files.createTempFile(file.getParent(), "draft-", "");
    Files.write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What bubblewrap says is wrong; null where it works. */
  private static @Nullable String tryOut(Sandbox sandbox) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("openclaw-sandbox-").toRealPath();
    Process process =
        sandbox.start(
            Confinement.of(List.of("true"), home, TRIAL_LIMITS)
                .variable("PATH", "/usr/bin:/bin")
                .build());
    try (BufferedReader errors = process.errorReader()) {
      if (!process.waitFor(PATIENCE)) {
        throw new IOException("it took longer than " + PATIENCE);
      }
      List<String> lines = errors.readAllLines();
      return process.exitValue() == 0
          ? null
          : (lines.isEmpty() ? "" : lines.getLast()) + " (status " + process.exitValue() + ")";
    } finally {
      process.destroyForcibly();
      Files.delete(home);
    }
  }

  /** Then the kernel exempts its processes from the limit for a user, sandboxed or not. */
  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  private static String explained(String fault) {
    boolean isForbidden = fault.contains("uid map") || fault.contains("namespace");
    return "bubblewrap does not work here: "
        + fault
        + (isForbidden
            ? "; the system has to let it make user namespaces (kernel.unprivileged_userns_clone=1,"
                + " kernel.apparmor_restrict_unprivileged_userns=0, or its AppArmor profile)"
            : "");
  }
}
