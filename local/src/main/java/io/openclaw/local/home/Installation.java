package io.openclaw.local.home;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * The built tree: where the jars of the launcher, the broker and the services lie.
 *
 * @param root of the repository, absolute
 * @param java the executable that runs every JVM of the stack
 * @param workspace the folder with the agents and skills, absolute
 */
public record Installation(Path root, Path java, Path workspace) {
  public Installation {
    requireNonNull(root, "root is null");
    requireNonNull(java, "java is null");
    requireNonNull(workspace, "workspace is null");
  }

  /** The tree of this very process; {@code openclaw.root} is set by the {@code openclaw} script. */
  public static Installation current(Map<String, String> environment) {
    String root = System.getProperty("openclaw.root");
    if (root == null) {
      throw new IllegalStateException("openclaw.root is not set: start me by ./openclaw");
    }
    Path tree = Path.of(root).toAbsolutePath().normalize();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String workspace = environment.getOrDefault("OPENCLAW_WORKSPACE", "");
    return new Installation(
        tree,
        java,
        workspace.isBlank()
            ? tree.resolve("workspace")
            : Path.of(workspace).toAbsolutePath().normalize());
  }

  /** Names its libraries in its manifest. */
  public Path launcherJar() {
    return root.resolve("local/target/openclaw.jar");
  }

  /** The broker's libraries, which are on no other class path. */
  public Path kafkaFolder() {
    return root.resolve("local/target/kafka");
  }

  /** What Python handlers import, and their tests. */
  public Path pythonFolder() {
    return root.resolve("worker/src/main/resources/python");
  }

  public Path serviceJar(String service) {
    return root.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** Of the launcher's jar; {@code dev} where it runs from classes. */
  public String version() {
    String version = Installation.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
