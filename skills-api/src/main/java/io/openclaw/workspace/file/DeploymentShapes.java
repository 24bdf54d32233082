package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.Autoscaling;
import io.openclaw.workspace.CpuQuantity;
import io.openclaw.workspace.MemoryQuantity;
import io.openclaw.workspace.Percentage;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.Rate;
import io.openclaw.workspace.Resources;
import io.openclaw.workspace.ServiceLevel;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code slo:}, {@code resources:} and {@code autoscaling:} of an agent. */
final class DeploymentShapes {
  static final Scalar<Integer> REPLICA_COUNT = Scalar.integer(0, 1000);

  /** What {@code resources:} says. */
  record Bounds(Resources requests, Resources limits) {
    static final Bounds UNSAID = new Bounds(Resources.UNSAID, Resources.UNSAID);
  }

  private static final OptionalKey<Percentage> AVAILABILITY =
      OptionalKey.of(
          "availability", Units.PERCENTAGE, "Share of the requests that succeed, such as 99.9%.");
  private static final OptionalKey<Duration> RESPONSE_TIME =
      OptionalKey.of(
          "response_time_p99",
          Units.DURATION,
          "Time within which 99 of 100 requests are answered, such as 5000ms.");
  private static final OptionalKey<Rate> THROUGHPUT =
      OptionalKey.of("throughput", Units.RATE, "Requests that it stands, such as 100req/min.");

  static final Shape<ServiceLevel> SLO =
      Shape.of(
          "A service level objective.",
          map ->
              new ServiceLevel(map.get(AVAILABILITY), map.get(RESPONSE_TIME), map.get(THROUGHPUT)),
          AVAILABILITY,
          RESPONSE_TIME,
          THROUGHPUT);

  private static final OptionalKey<CpuQuantity> CPU =
      OptionalKey.of("cpu", Units.CPU, "Processors, such as 2, 0.5 or 500m.");
  private static final OptionalKey<MemoryQuantity> MEMORY =
      OptionalKey.of("memory", Units.MEMORY, "Memory, such as 4Gi.");
  private static final Key<Integer> GPU =
      withDefault("nvidia.com/gpu", Scalar.integer(0, 1024), 0, "GPUs.");
  private static final Shape<Resources> AMOUNT =
      Shape.of(
          "An amount of a machine, as Kubernetes counts it.",
          map -> new Resources(map.get(CPU), map.get(MEMORY), map.get(GPU)),
          CPU,
          MEMORY,
          GPU);

  private static final Key<Resources> REQUESTS =
      withDefault("requests", AMOUNT, Resources.UNSAID, "What a worker is sure to get.");
  private static final Key<Resources> LIMITS =
      withDefault("limits", AMOUNT, Resources.UNSAID, "What a worker gets at the most.");

  static final Shape<Bounds> RESOURCES =
      Shape.of("Resources of a worker.", DeploymentShapes::bounds, REQUESTS, LIMITS);

  private static final Key<Boolean> ENABLED =
      withDefault("enabled", Scalar.FLAG, true, "false: always as many workers as replicas says.");
  private static final Key<Integer> MIN_REPLICAS =
      withDefault(
          "min_replicas",
          REPLICA_COUNT,
          1,
          "The fewest workers. 0: none while there is nothing to do.");
  private static final Key<Integer> MAX_REPLICAS =
      required("max_replicas", Scalar.integer(1, 1000), "The most workers.");
  private static final OptionalKey<Percentage> TARGET_CPU =
      OptionalKey.of(
          "target_cpu_utilization",
          Units.PERCENTAGE,
          "Use of the processors above which there are to be more workers.");
  private static final OptionalKey<Percentage> TARGET_MEMORY =
      OptionalKey.of(
          "target_memory_utilization",
          Units.PERCENTAGE,
          "Use of memory above which there are to be more workers.");

  static final Shape<Autoscaling> AUTOSCALING =
      Shape.of(
          "How the number of workers follows the load.",
          DeploymentShapes::autoscaling,
          ENABLED,
          MIN_REPLICAS,
          MAX_REPLICAS,
          TARGET_CPU,
          TARGET_MEMORY);

  private DeploymentShapes() {}

  private static Bounds bounds(YamlMap map) {
    Bounds bounds = new Bounds(map.get(REQUESTS), map.get(LIMITS));
    Resources requests = bounds.requests();
    Resources limits = bounds.limits();
    if (exceeds(requests.cpu(), limits.cpu())) {
      tooMuch(map, "cpu", requests.cpu(), limits.cpu());
    }
    if (exceeds(requests.memory(), limits.memory())) {
      tooMuch(map, "memory", requests.memory(), limits.memory());
    }
    if (map.has(LIMITS) && requests.gpus() > limits.gpus()) {
      tooMuch(map, "nvidia.com/gpu", requests.gpus(), limits.gpus());
    }
    return bounds;
  }

  private static <T extends Comparable<T>> boolean exceeds(
      @Nullable T requested, @Nullable T limit) {
    return requested != null && limit != null && requested.compareTo(limit) > 0;
  }

  private static void tooMuch(
      YamlMap map, String what, @Nullable Object requested, @Nullable Object limit) {
    map.problem(
        REQUESTS,
        ProblemCode.INVALID_VALUE,
        "\"requests\" asks for more %s than \"limits\" allows, %s and %s"
            .formatted(what, requested, limit));
  }

  private static Autoscaling autoscaling(YamlMap map) {
    int least = map.get(MIN_REPLICAS);
    int most = map.get(MAX_REPLICAS);
    boolean isRange = map.has(MAX_REPLICAS) && least <= most;
    if (map.has(MAX_REPLICAS) && !isRange) {
      map.problem(
          MAX_REPLICAS,
          ProblemCode.INVALID_VALUE,
          "\"max_replicas\" must be at least min_replicas, %d".formatted(least));
    }
    return new Autoscaling(
        map.get(ENABLED) && isRange,
        least,
        Math.max(least, most),
        map.get(TARGET_CPU),
        map.get(TARGET_MEMORY));
  }
}
