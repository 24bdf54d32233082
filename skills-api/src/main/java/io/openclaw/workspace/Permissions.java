package io.openclaw.workspace;

import java.util.List;

/**
 * What an agent's skills may reach. Nothing that is not named here.
 *
 * @param gpus how many at the most
 * @param paths folders they may read and write, each beginning with {@code /workspace/}
 * @param endpoints host names, with {@code *.} for any name below, perhaps with a port; without one
 *     the ports 80 and 443
 */
public record Permissions(int gpus, List<String> paths, List<String> endpoints) {
  public static final Permissions NONE = new Permissions(0, List.of(), List.of());

  public Permissions {
    paths = List.copyOf(paths);
    endpoints = List.copyOf(endpoints);
  }
}
