package io.openclaw.workspace;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the operator grants a skill on the network, whoever calls it, beside what the calling
 * agent's permissions grant.
 *
 * @param endpoints hosts, as in {@link Permissions#endpoints}, and {@code ${NAME}} for the host of
 *     the address that this environment variable of the worker holds
 * @param secrets what it may use without seeing it
 */
public record SkillNetwork(List<String> endpoints, List<Secret> secrets) {
  public static final SkillNetwork NONE = new SkillNetwork(List.of(), List.of());

  public SkillNetwork {
    endpoints = List.copyOf(endpoints);
    secrets = List.copyOf(secrets);
  }

  /**
   * A secret that reaches only hosts that the operator has named.
   *
   * @param variable environment variable of the worker that holds it; the handlers find a
   *     placeholder under this name
   * @param hosts where the placeholder is replaced by the secret; the skill may reach them. {@code
   *     ${NAME}} as in {@link SkillNetwork#endpoints}
   */
  public record Secret(String variable, List<String> hosts) {
    public Secret {
      requireNonNull(variable, "variable is null");
      hosts = List.copyOf(hosts);
    }
  }
}
