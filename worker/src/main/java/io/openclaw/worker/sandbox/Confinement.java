package io.openclaw.worker.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command and all that it is given. Paths are absolute and real, and the same within as outside.
 *
 * @param command program and arguments
 * @param environment all of it
 * @param home its working folder, private and writable
 * @param readable what it may read beside the system's programs and libraries
 * @param writable what it may read and write beside its home
 * @param devices device nodes that it may use
 * @param network a Unix socket of the egress proxy, its only way out; null: none
 * @param pinned which of the paths have to be the very files that they were, by device and number
 *     as {@code stat -c %d:%i} says them; the command does not run where they are not
 */
public record Confinement(
    List<String> command,
    Map<String, String> environment,
    Path home,
    List<Path> readable,
    List<Path> writable,
    List<Path> devices,
    @Nullable Path network,
    Map<Path, String> pinned,
    Limits limits) {
  public Confinement {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    requireNonNull(home, "home is null");
    readable = List.copyOf(readable);
    writable = List.copyOf(writable);
    devices = List.copyOf(devices);
    pinned = Map.copyOf(pinned);
    requireNonNull(limits, "limits is null");
  }

  public static Builder of(List<String> command, Path home, Limits limits) {
    return new Builder(command, home, limits);
  }

  /** Puts a confinement together; used by one thread. */
  public static final class Builder {
    private final List<String> command;
    private final Path home;
    private final Limits limits;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Path> readable = new ArrayList<>();
    private final List<Path> writable = new ArrayList<>();
    private final List<Path> devices = new ArrayList<>();
    private final Map<Path, String> pinned = new LinkedHashMap<>();
    private @Nullable Path network;

    private Builder(List<String> command, Path home, Limits limits) {
      this.command = command;
      this.home = home;
      this.limits = limits;
    }

    public Builder variable(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public Builder readable(Iterable<Path> paths) {
      paths.forEach(readable::add);
      return this;
    }

    public Builder writable(Iterable<Path> paths) {
      paths.forEach(writable::add);
      return this;
    }

    /** Paths with device and number. */
    public Builder readable(Map<Path, String> granted) {
      pinned.putAll(granted);
      return readable(granted.keySet());
    }

    /** Paths with device and number. */
    public Builder writable(Map<Path, String> granted) {
      pinned.putAll(granted);
      return writable(granted.keySet());
    }

    public Builder devices(Iterable<Path> nodes) {
      nodes.forEach(devices::add);
      return this;
    }

    public Builder network(@Nullable Path socket) {
      network = socket;
      return this;
    }

    public Confinement build() {
      return new Confinement(
          command, environment, home, readable, writable, devices, network, pinned, limits);
    }
  }
}
