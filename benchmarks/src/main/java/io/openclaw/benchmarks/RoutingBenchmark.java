package io.openclaw.benchmarks;

import io.openclaw.route.HandlerChoice;
import io.openclaw.route.Router;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.RoutingRule;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Routing with the product's rules and with 1,000, in one thread. An operation is one request
 * decided: which rule wins and where it leads, including the handler where that is a shared skill.
 * {@link #seedRulesWithReason} is what the orchestrator does for a task, the reason's text
 * included; the others leave the reason out. The {@code naive} ones try rule after rule, and
 * handler after handler, with RE2/J alone. With 1,000 rules the requests are those for the
 * product's rules and as many again as {@link RoutingRequests#OTHERS} has for the others. Run in
 * the repository's root.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
public class RoutingBenchmark {
  private static final int RULES = 1_000;
  private static final int FEW = 24;
  private static final int MANY = 32;

  private final List<String> few = RoutingRequests.PRODUCT;
  private final List<String> many =
      Stream.of(RoutingRequests.PRODUCT, RoutingRequests.OTHERS).flatMap(List::stream).toList();
  private final Workspace product = product();
  private final Workspace large = RoutingRules.with(product, RULES);
  private final Router seedRouter = new Router(product);
  private final Router largeRouter = new Router(large);

  @Benchmark
  @OperationsPerInvocation(FEW)
  public void seedRules(Blackhole results) {
    few.forEach(request -> results.consume(seedRouter.decide(request)));
  }

  @Benchmark
  @OperationsPerInvocation(FEW)
  public void seedRulesWithReason(Blackhole results) {
    few.forEach(request -> results.consume(seedRouter.route(request, null)));
  }

  @Benchmark
  @OperationsPerInvocation(FEW)
  public void naiveSeedRules(Blackhole results) {
    few.forEach(request -> results.consume(naive(product, request)));
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public void thousandRules(Blackhole results) {
    many.forEach(request -> results.consume(largeRouter.decide(request)));
  }

  @Benchmark
  @OperationsPerInvocation(MANY)
  public void naiveThousandRules(Blackhole results) {
    many.forEach(request -> results.consume(naive(large, request)));
  }

  static @Nullable Object naive(Workspace workspace, String request) {
    for (RoutingRule rule : workspace.rules()) {
      if (rule.pattern().matcher(request).find()) {
        return rule.target() instanceof RoutingRule.Target.SharedSkill
            ? HandlerChoice.of(request, publicSkills(workspace))
            : rule;
      }
    }
    return null;
  }

  private static List<Skill> publicSkills(Workspace workspace) {
    return workspace.skills().values().stream()
        .filter(skill -> skill.visibility() == Skill.Visibility.PUBLIC)
        .toList();
  }

  private static Workspace product() {
    return load(Path.of("workspace"));
  }

  static Workspace load(Path folder) {
    return switch (WorkspaceLoader.load(folder.toAbsolutePath().normalize())) {
      case LoadResult.Loaded loaded -> loaded.workspace();
      case LoadResult.Invalid invalid -> throw new IllegalStateException(invalid.toString());
    };
  }
}
