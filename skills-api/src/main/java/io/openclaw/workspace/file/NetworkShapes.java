package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.SkillNetwork;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.ListOf;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import java.util.List;

/** How hosts, and the secrets meant for them, are written. */
final class NetworkShapes {
  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*";
  private static final String PORT = "(:[1-9][0-9]{0,4})?";
  private static final String VARIABLE_NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /** Without a port, the ports 80 and 443. */
  static final Scalar<String> HOST =
      Scalar.matching(
          "a host such as api.example.org, *.example.org for all below, or api.example.org:8443",
          "(\\*\\.)?" + NAME + PORT);

  private static final Scalar<String> SYSTEM_VARIABLE =
      Scalar.matching("", "(OPENCLAW|DATABASE|REDIS|KAFKA|QUARKUS|AWS|ANTHROPIC)_.*");

  /** The system's own variables hold the services' passwords and tokens. */
  static final Scalar<String> VARIABLE =
      Scalar.matching(
              "the name of an environment variable, and none of the system's own", VARIABLE_NAME)
          .where(name -> !isSystems(name));

  private static final Scalar<String> ENDPOINT =
      Scalar.matching(
              "a host such as api.example.org, *.example.org, api.example.org:8443, or ${NAME} for"
                  + " the host of the address in an environment variable",
              "(\\*\\.)?" + NAME + PORT + "|\\$\\{" + VARIABLE_NAME + "\\}")
          .where(text -> !text.startsWith("${") || !isSystems(text.substring(2)));

  private static final Scalar<String> EXACT_HOST =
      Scalar.matching(
              "a host such as api.example.org, api.example.org:8443, or ${NAME} for the host of the"
                  + " address in an environment variable",
              NAME + PORT + "|\\$\\{" + VARIABLE_NAME + "\\}")
          .where(text -> !text.startsWith("${") || !isSystems(text.substring(2)));

  private static final Key<String> SECRET_VARIABLE =
      required(
          "variable",
          VARIABLE,
          "The worker's environment variable that holds it; handlers find a placeholder in it.");
  private static final Key<List<String>> SECRET_HOSTS =
      required(
          "hosts",
          new ListOf<>(EXACT_HOST),
          "Hosts to which it is sent where a handler sends the placeholder.");
  private static final Shape<SkillNetwork.Secret> SECRET =
      Shape.of(
          "A secret that its handlers use without seeing it.",
          map -> new SkillNetwork.Secret(map.get(SECRET_VARIABLE), map.get(SECRET_HOSTS)),
          SECRET_VARIABLE,
          SECRET_HOSTS);

  static final Key<List<String>> SKILL_ENDPOINTS =
      withDefault(
          "allowed_endpoints",
          new ListOf<>(ENDPOINT),
          List.of(),
          "Hosts that it may reach whoever calls it, beside those of the calling agent.");
  static final Key<List<SkillNetwork.Secret>> SECRETS =
      withDefault(
          "secrets",
          new ListOf<>(SECRET),
          List.of(),
          "Secrets that the worker adds to its requests, host by host.");

  private NetworkShapes() {}

  private static boolean isSystems(String name) {
    return SYSTEM_VARIABLE.parser().parse(name) != null;
  }
}
