package io.openclaw.worker.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Confines by bubblewrap: user, mount, process, network, IPC, host name and cgroup namespaces of
 * its own, a root file system of what was granted and the system's programs, read only, no
 * capabilities, no new privileges, a filter of system calls, and the limits that the kernel keeps
 * for single processes. When the worker's launching thread or any of its parents dies, the kernel
 * ends all of it.
 */
final class Bubblewrap implements Sandbox {
  /**
   * Passes the filter as a descriptor, which {@link ProcessBuilder} cannot. Nothing in it is looked
   * up in the call's PATH, which begins with folders that a skill's packages have filled.
   */
  private static final String SCRIPT =
      """
      ulimit -c 0 && ulimit -S -t "$1" && ulimit -H -t $(($1 + 2)) && ulimit -d "$2" && ulimit -n "$3" && ulimit -f "$4" || exit 125
      [ -z "$6" ] || echo 0 >"$6/cgroup.procs" || exit 125
      filter=$5; shift 6; exec /usr/bin/nice -n 10 "$@" 3<"$filter"
      """;

  private static final String FILTER_DESCRIPTOR = "3";
  private static final long BLOCK = 512;
  private static final long KIBIBYTE = 1024;

  /** Of the two folders in memory that programs expect; their pages belong to no process. */
  private static final long MOST_IN_MEMORY_FILES = 64L << 20;

  /** So that the watchdog sees a call go over its limit, and can say so. */
  private static final int MORE_PROCESSES = 32;

  private static final Path PROGRAMS = Path.of("/usr");

  private static final List<Path> SYSTEM_FOLDERS =
      paths("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

  /** Of the system's settings only what programs need to start, to trust and to show. */
  private static final List<Path> SETTINGS =
      paths(
          "/etc/alternatives",
          "/etc/ca-certificates",
          "/etc/fonts",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/localtime",
          "/etc/mime.types",
          "/etc/pki/ca-trust",
          "/etc/pki/tls/certs",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf");

  private final Path program;
  private final Path filter;
  private final Path settings;
  private final @Nullable ProcessGroups groups;
  private final Launcher launcher = new Launcher();

  /**
   * @param program bwrap
   * @param filter the file with the filter of system calls
   * @param settings a folder with the files of {@code /etc} that are made for sandboxes
   * @param groups hold the processes of a call where the kernel's limit for a user does not; null:
   *     that limit is used
   */
  Bubblewrap(Path program, Path filter, Path settings, @Nullable ProcessGroups groups) {
    this.program = program;
    this.filter = filter;
    this.settings = settings;
    this.groups = groups;
  }

  @Override
  public boolean isOwn(String name) {
    return Path.of(name).getFileName().equals(program.getFileName());
  }

  @Override
  public Process start(Confinement confinement) throws IOException {
    int mostProcesses = confinement.limits().processes() + MORE_PROCESSES;
    if (groups == null) {
      return launcher.start(process(confinement, mostProcesses, null));
    }
    Path group = groups.open(mostProcesses);
    try {
      Process process = launcher.start(process(confinement, null, group));
      var _ = process.onExit().thenRun(() -> groups.close(group));
      return process;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      groups.close(group);
      throw e;
    }
  }

  /**
   * What is to be started.
   *
   * @param mostProcesses bounded within the sandbox; null: not there
   * @param group entered by all of it; null: none
   */
  ProcessBuilder process(
      Confinement confinement, @Nullable Integer mostProcesses, @Nullable Path group) {
    Limits limits = confinement.limits();
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sandbox"));
    line.add(Long.toString(limits.cpuSeconds()));
    line.add(Long.toString(Math.max(1, limits.memory() / KIBIBYTE)));
    line.add(Integer.toString(limits.openFiles()));
    line.add(Long.toString(Math.max(1, limits.disk() / BLOCK)));
    line.add(filter.toString());
    line.add(group == null ? "" : group.toString());
    line.add(program.toString());
    line.addAll(new Arguments(confinement).all());
    line.add("--");
    line.addAll(
        new Prologue()
            .bound(mostProcesses)
            .check(confinement.pinned())
            .before(confinement.command()));
    ProcessBuilder process = new ProcessBuilder(line).directory(confinement.home().toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.putAll(confinement.environment());
    return process;
  }

  /** Bubblewrap's arguments; a later mount covers an earlier one. */
  private final class Arguments {
    private final List<String> arguments = new ArrayList<>();
    private final Confinement confinement;

    private Arguments(Confinement confinement) {
      this.confinement = confinement;
    }

    private List<String> all() {
      add("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL");
      add("--uid", "1000", "--gid", "1000", "--hostname", "skill");
      add("--seccomp", FILTER_DESCRIPTOR);
      system();
      inMemory();
      granted();
      add("--remount-ro", "/", "--chdir", confinement.home().toString());
      return arguments;
    }

    private void system() {
      bind("--ro-bind", PROGRAMS);
      for (Path folder : SYSTEM_FOLDERS) {
        Path target = linkTarget(folder);
        if (target != null) {
          add("--symlink", target.toString(), folder.toString());
        } else if (Files.isDirectory(folder)) {
          bind("--ro-bind", folder);
        }
      }
      SETTINGS.forEach(path -> bind("--ro-bind-try", path));
      add("--ro-bind", settings.resolve("passwd").toString(), "/etc/passwd");
      add("--ro-bind", settings.resolve("group").toString(), "/etc/group");
      add("--ro-bind", settings.resolve("hosts").toString(), "/etc/hosts");
      add("--ro-bind", settings.resolve("nsswitch.conf").toString(), "/etc/nsswitch.conf");
      // For a worker that is root, the kernel's settings below /proc are its own files.
      add("--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev");
    }

    private void inMemory() {
      long size = Math.min(MOST_IN_MEMORY_FILES, Math.max(4096, confinement.limits().memory() / 4));
      add("--size", Long.toString(size), "--tmpfs", "/tmp");
      add("--size", Long.toString(size), "--tmpfs", "/dev/shm");
      confinement.devices().forEach(path -> bind("--dev-bind-try", path));
      add("--remount-ro", "/dev");
    }

    /** What may be written comes last: it may lie within what may be read, never the reverse. */
    private void granted() {
      List<Path> writable = new ArrayList<>(confinement.writable());
      writable.add(confinement.home());
      confinement.readable().stream()
          .filter(
              path -> writable.stream().noneMatch(path::startsWith) && !path.startsWith(PROGRAMS))
          .distinct()
          .sorted()
          .forEach(path -> bind("--ro-bind-try", path));
      writable.stream().distinct().sorted().forEach(path -> bind("--bind-try", path));
      if (confinement.network() != null) {
        bind("--ro-bind", confinement.network());
      }
    }

    private void bind(String how, Path path) {
      add(how, path.toString(), path.toString());
    }

    private void add(String... more) {
      arguments.addAll(List.of(more));
    }
  }

  private static @Nullable Path linkTarget(Path path) {
    try {
      return Files.isSymbolicLink(path) ? Files.readSymbolicLink(path) : null;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  private static List<Path> paths(String... names) {
    return List.of(names).stream().map(Path::of).toList();
  }
}
