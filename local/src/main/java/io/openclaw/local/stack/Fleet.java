package io.openclaw.local.stack;

import static java.util.Objects.requireNonNull;

import io.openclaw.local.process.ManagedProcess;
import io.openclaw.local.process.ProcessState;
import io.openclaw.local.stack.StackPlan.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a stack in the order of their needs: each starts when what it needs is ready,
 * and ends before what it needs. Thread-safe.
 */
final class Fleet {
  private final List<Node> nodes;
  private final Map<String, ManagedProcess> processes = new LinkedHashMap<>();

  /**
   * @param managed makes the keeper of a node's program
   */
  Fleet(List<Node> nodes, Function<Node, ManagedProcess> managed) {
    this.nodes = List.copyOf(nodes);
    for (Node node : nodes) {
      processes.put(node.program().name(), managed.apply(node));
    }
  }

  static Fleet empty() {
    return new Fleet(
        List.of(),
        node -> {
          throw new IllegalStateException("an empty fleet has no " + node);
        });
  }

  List<ProcessState> states() {
    return processes.values().stream().map(ManagedProcess::state).toList();
  }

  @Nullable ProcessState state(String name) {
    ManagedProcess process = processes.get(name);
    return process == null ? null : process.state();
  }

  /** Completes when all are ready, or at once when one does not start. */
  CompletableFuture<Void> start() {
    for (Node node : nodes) {
      ManagedProcess process = process(node);
      CompletableFuture<Void> needed = all(node.needs().stream().map(this::ready).toList());
      CompletableFuture<Void> _ = needed.thenRun(process::start);
    }
    List<CompletableFuture<Void>> ready =
        processes.values().stream().map(ManagedProcess::ready).toList();
    CompletableFuture<Void> result = all(ready).copy();
    for (CompletableFuture<Void> one : ready) {
      CompletableFuture<Void> _ =
          one.exceptionally(error -> {
            result.completeExceptionally(new CompletionException(error));
            return null;
          });
    }
    return result;
  }

  /** Ends those that need others first, then those. Returns when none is left. */
  void stop() throws InterruptedException {
    stop(nodes.stream().filter(node -> !node.needs().isEmpty()).toList());
    stop(nodes.stream().filter(node -> node.needs().isEmpty()).toList());
  }

  private void stop(List<Node> together) throws InterruptedException {
    List<Thread> stopping = new ArrayList<>();
    for (Node node : together) {
      stopping.add(Thread.startVirtualThread(() -> stop(process(node))));
    }
    for (Thread thread : stopping) {
      thread.join();
    }
  }

  private static void stop(ManagedProcess process) {
    try {
      process.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> ready(String name) {
    return requireNonNull(processes.get(name), name).ready();
  }

  private ManagedProcess process(Node node) {
    return requireNonNull(processes.get(node.program().name()), node.program().name());
  }

  private static CompletableFuture<Void> all(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
  }
}
