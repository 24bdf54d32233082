package io.openclaw.worker.egress;

import io.micrometer.core.instrument.MeterRegistry;
import io.openclaw.workspace.SkillNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the way out for calls that were granted one. Thread-safe. */
public final class Egress {
  private static final Logger LOG = Logger.getLogger(Egress.class);

  private final List<HostPattern> inside;
  private final Map<String, String> own;
  private final MeterRegistry meters;
  private final Resolver resolver;
  private final Supplier<SSLSocketFactory> tls;

  /**
   * @param inside hosts with private addresses that skills may reach where they are granted
   * @param own the worker's environment, which holds the secrets
   */
  public Egress(List<String> inside, Map<String, String> own, MeterRegistry meters) {
    this(
        inside,
        own,
        meters,
        Resolver.SYSTEM,
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  Egress(
      List<String> inside,
      Map<String, String> own,
      MeterRegistry meters,
      Resolver resolver,
      Supplier<SSLSocketFactory> tls) {
    this.inside = inside.stream().map(HostPattern::of).toList();
    this.own = Map.copyOf(own);
    this.meters = meters;
    this.resolver = resolver;
    this.tls = tls;
  }

  /**
   * Opens a call's way out; null where nothing was granted.
   *
   * @param socket where it is to listen; does not exist yet
   * @param agents hosts that the calling agent was granted
   * @param skill what the skill was granted
   * @param caller key-values for the log that say whose call it is
   * @throws IOException where it can't be opened
   */
  public @Nullable EgressGate open(
      Path socket, List<String> agents, SkillNetwork skill, String caller) throws IOException {
    List<InjectedSecret> secrets = secrets(skill);
    List<HostPattern> granted = granted(agents, skill, secrets);
    return granted.isEmpty()
        ? null
        : EgressGate.open(
            socket,
            new EgressPolicy(granted, inside, resolver),
            secrets,
            tls.get(),
            new EgressLog(caller, meters));
  }

  /** Whether {@link #open} would open one. */
  public boolean leadsOut(List<String> agents, SkillNetwork skill) {
    return !granted(agents, skill, secrets(skill)).isEmpty();
  }

  private List<HostPattern> granted(
      List<String> agents, SkillNetwork skill, List<InjectedSecret> secrets) {
    List<HostPattern> granted = new ArrayList<>();
    Stream.concat(agents.stream(), skill.endpoints().stream())
        .flatMap(this::pattern)
        .forEach(granted::add);
    secrets.forEach(secret -> granted.addAll(secret.hosts()));
    return granted;
  }

  private List<InjectedSecret> secrets(SkillNetwork skill) {
    return skill.secrets().stream()
        .filter(secret -> isUsable(secret.variable()))
        .map(secret ->
            InjectedSecret.of(
                secret.variable(),
                own.getOrDefault(secret.variable(), "").strip(),
                secret.hosts().stream().flatMap(this::pattern).toList()))
        .toList();
  }

  private boolean isUsable(String variable) {
    String value = own.getOrDefault(variable, "").strip();
    boolean isOneLine = value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    if (!isOneLine) {
      LOG.warnf("A secret has characters that no request may carry. variable=%s", variable);
    }
    return isOneLine && !value.isEmpty();
  }

  private Stream<HostPattern> pattern(String endpoint) {
    return endpoint.startsWith("${")
        ? ofVariable(endpoint.substring(2, endpoint.length() - 1)).stream()
        : Stream.of(HostPattern.of(endpoint));
  }

  /** The host of the address that the operator has configured; nothing where that is missing. */
  private List<HostPattern> ofVariable(String variable) {
    String address = own.getOrDefault(variable, "").strip();
    if (address.isEmpty()) {
      return List.of();
    }
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null) {
        Integer port = uri.getPort() < 0 ? null : uri.getPort();
        return List.of(new HostPattern(HostPattern.normal(uri.getHost()), false, port));
      }
    } catch (IllegalArgumentException e) {
      // Told below, without the address: it may carry a password.
    }
    LOG.warnf("A variable that a skill's endpoints name holds no address. variable=%s", variable);
    return List.of();
  }
}
