package io.openclaw.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openclaw.event.Artifact;
import io.openclaw.event.EventJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all tests of a run, started by the first that needs it through {@code ./openclaw up
 * --detach}, ended after the last. Its home lies under {@code target/}, so that its logs can be
 * read when a test has failed.
 */
public final class RunningStack implements BeforeAllCallback, ParameterResolver, AutoCloseable {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningStack.class);

  private @Nullable Cli cli;

  @Override
  public void beforeAll(ExtensionContext context) {
    shared(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningStack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared(context);
  }

  private static RunningStack shared(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            "stack",
            key -> start(new Cli(Path.of("target/stack").toAbsolutePath())),
            RunningStack.class);
  }

  /**
   * A stack of its own, for a test that has special needs; to be closed by the test.
   *
   * @param options of {@code up}
   */
  static RunningStack start(Cli cli, String... options) {
    try {
      Files.createDirectories(cli.home());
      RunningStack stack = new RunningStack();
      stack.cli = cli;
      List<String> command = new ArrayList<>(List.of("up", "--detach"));
      command.addAll(List.of(options));
      Cli.Outcome up = stack.cli().run(command.toArray(String[]::new));
      if (up.exitCode() != 0) {
        throw new AssertionError("up ended with " + up.exitCode() + ": " + up.out() + up.err());
      }
      return stack;
    } catch (IOException e) {
      throw new AssertionError("cannot run ./openclaw", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      cli().run("down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Cli cli() {
    if (cli == null) {
      throw new IllegalStateException("not started");
    }
    return cli;
  }

  URI url() throws IOException {
    return URI.create(state().path("gateway").asText());
  }

  Gateway gateway() throws IOException {
    return gatewayAt(url());
  }

  List<Gateway> gateways() throws IOException {
    List<Gateway> gateways = new ArrayList<>();
    for (String replica : replicas("gateway")) {
      gateways.add(gatewayAt(URI.create(process(replica).path("address").asText())));
    }
    return gateways;
  }

  private Gateway gatewayAt(URI url) throws IOException {
    return new Gateway(
        url, Files.readString(cli().home().resolve("secrets/gateway-token")).strip());
  }

  /** The names of a service's processes. */
  List<String> replicas(String service) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode process : state().path("processes")) {
      String name = process.path("name").asText();
      if (StackProcess.service(name).equals(service)) {
        names.add(name);
      }
    }
    return names;
  }

  String kafka() throws IOException {
    return process("kafka").path("address").asText();
  }

  long pid(String service) throws IOException {
    return process(service).path("pid").asLong();
  }

  /** The interpreters that skills may run in: the machine's, and the prepared environments'. */
  List<Path> pythons() throws IOException {
    List<Path> pythons = new ArrayList<>(List.of(Path.of("python3")));
    Path environments = cli().cache().resolve("python");
    if (Files.isDirectory(environments)) {
      try (Stream<Path> folders = Files.list(environments)) {
        folders
            .map(folder -> folder.resolve("bin/python"))
            .filter(Files::isExecutable)
            .forEach(pythons::add);
      }
    }
    return pythons;
  }

  /** Where a file that a step made lies on this machine. */
  Path file(Artifact artifact) {
    return cli()
        .home()
        .resolve("data/artifacts")
        .resolve(artifact.uri().substring("artifact:".length()));
  }

  /** Kills with SIGKILL, and waits until the launcher has started it again. Returns the old pid. */
  long killService(String service) throws IOException {
    long pid = pid(service);
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    await().atMost(Duration.ofMinutes(1)).until(() -> pid(service) != pid && isReady(service));
    return pid;
  }

  boolean isReady(String service) throws IOException {
    return process(service).path("status").asText().equals("READY");
  }

  /** What {@code run.json} says of a process. */
  JsonNode process(String name) throws IOException {
    for (JsonNode process : state().path("processes")) {
      if (process.path("name").asText().equals(name)) {
        return process;
      }
    }
    throw new AssertionError("no process " + name + " in " + state());
  }

  private JsonNode state() throws IOException {
    return EventJson.mapper().readTree(cli().home().resolve("run.json").toFile());
  }
}
