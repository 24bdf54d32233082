package io.openclaw.local.stack;

import io.openclaw.local.home.Home;
import io.openclaw.local.home.Installation;
import io.openclaw.local.home.Secrets;
import io.openclaw.local.process.Program;
import io.openclaw.local.server.Binaries;
import io.openclaw.local.server.KafkaServer;
import io.openclaw.local.server.PostgresServer;
import io.openclaw.local.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which programs make up the stack, what each is told, and what each needs first. */
final class StackPlan {
  private static final String STEPS = "OPENCLAW_WORKER_MAX_CONCURRENT_STEPS";

  /** All agents share this one machine, however many steps each may have at once. */
  private static final String STEPS_OF_A_LAPTOP = "16";

  private final Installation installation;
  private final Home home;
  private final Secrets secrets;
  private final Map<String, String> environment;
  private final Path cache;
  private final ToIntBiFunction<String, Integer> ports;

  /**
   * A program of the stack.
   *
   * @param needs names of the programs that must be ready before it starts
   */
  record Node(Program program, Set<String> needs) {}

  /**
   * @param environment of this process
   * @param ports gives the port for an owner's name and the usual port
   */
  StackPlan(
      Installation installation,
      Home home,
      Map<String, String> environment,
      ToIntBiFunction<String, Integer> ports)
      throws IOException {
    this.installation = installation;
    this.home = home;
    this.secrets = new Secrets(home);
    this.environment = Map.copyOf(environment);
    this.cache = home.cache(environment);
    this.ports = ports;
  }

  /**
   * All programs in the order of their needs.
   *
   * @param replicas how many there are of each service; 0 for the servers alone
   */
  List<Node> nodes(int replicas) throws IOException {
    RedisServer redis =
        new RedisServer(
            Binaries.redisFolder(cache),
            home.data().resolve("redis"),
            port("redis", 16379),
            secrets.redisPassword());
    PostgresServer postgres =
        new PostgresServer(
            Binaries.postgresFolder(cache),
            home.data().resolve("postgres"),
            port("postgres", 15432),
            secrets.databasePassword());
    KafkaServer kafka =
        new KafkaServer(
            installation,
            home.data().resolve("kafka"),
            port("kafka", 19092),
            port("kafka's controller", 19093));
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(kafka, Set.of()));
    nodes.add(new Node(postgres, Set.of()));
    nodes.add(new Node(redis, Set.of()));
    List<Replica> orchestrators =
        IntStream.rangeClosed(1, replicas)
            .mapToObj(number -> replica("orchestrator", number, 8888))
            .toList();
    for (int number = 1; number <= replicas; number++) {
      nodes.addAll(services(number, orchestrators, kafka, postgres, redis));
    }
    return nodes;
  }

  /** Which programs end together, and after which: those that need others first. */
  static List<List<Program>> endings(List<Node> nodes) {
    return Stream.of(false, true)
        .map(free ->
            nodes.stream()
                .filter(node -> node.needs().isEmpty() == free)
                .map(Node::program)
                .toList())
        .toList();
  }

  /** One of each service; its worker asks its orchestrator, its gateway that one first. */
  private List<Node> services(
      int number,
      List<Replica> orchestrators,
      KafkaServer kafka,
      PostgresServer postgres,
      RedisServer redis)
      throws IOException {
    Map<String, String> common =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", kafka.address(),
            "REDIS_URL", redis.url(),
            "OPENCLAW_WORKSPACE", installation.workspace().toString(),
            "OPENCLAW_DATA", home.data().toString(),
            "OPENCLAW_CACHE", cache.toString(),
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false",
            "OPENCLAW_INTERNAL_TOKEN", secrets.internalToken());
    Replica orchestrator = orchestrators.get(number - 1);
    Replica worker = replica("worker", number, 9100);
    Replica gateway = replica("gateway", number, 8080);
    Map<String, String> ofOrchestrator =
        Map.of(
            "DATABASE_URL", postgres.url(),
            "DATABASE_USER", PostgresServer.USER,
            "DATABASE_PASSWORD", secrets.databasePassword());
    Map<String, String> ofWorker =
        Map.of(
            "AGENT_ID",
            "*",
            "WORKER_ID",
            Replica.name("local", number),
            "ORCHESTRATOR_URL",
            orchestrator.address(),
            STEPS,
            environment.getOrDefault(STEPS, STEPS_OF_A_LAPTOP));
    Map<String, String> ofGateway =
        Map.of(
            "QUARKUS_MANAGEMENT_HOST",
            "127.0.0.1",
            "QUARKUS_MANAGEMENT_PORT",
            Integer.toString(port("the management of " + gateway.name(), 9000 + number - 1)),
            "ORCHESTRATOR_URL",
            addresses(orchestrators, number - 1),
            "OPENCLAW_GATEWAY_TOKEN",
            secrets.gatewayToken());
    return List.of(
        new Node(
            service(orchestrator, "/q/health/ready", common, ofOrchestrator),
            Set.of("kafka", "postgres", "redis")),
        new Node(service(worker, "/q/health/ready", common, ofWorker), Set.of("kafka", "redis")),
        new Node(service(gateway, "/readyz", common, ofGateway), Set.of("kafka", "redis")));
  }

  /** All of them, beginning with one. */
  private static String addresses(List<Replica> replicas, int first) {
    List<Replica> turned = new ArrayList<>(replicas);
    Collections.rotate(turned, -first);
    return turned.stream().map(Replica::address).collect(Collectors.joining(","));
  }

  private ServiceProgram service(
      Replica replica, String healthPath, Map<String, String> common, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(common);
    environment.putAll(own);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(replica.port()));
    return new ServiceProgram(replica, installation, healthPath, environment);
  }

  private Replica replica(String service, int number, int usual) {
    String name = Replica.name(service, number);
    return new Replica(service, name, port(name, usual + number - 1));
  }

  private int port(String owner, int usual) {
    return ports.applyAsInt(owner, usual);
  }
}
