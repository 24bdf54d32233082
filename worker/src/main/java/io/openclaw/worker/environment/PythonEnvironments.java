package io.openclaw.worker.environment;

import io.openclaw.workspace.Skill;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The Python of each skill: the machine's own where it has the skill's packages, else a cached
 * environment with them. Preparing happens in the background and is tried again when a call needs a
 * skill that could not be made ready. Thread-safe.
 */
public final class PythonEnvironments implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PythonEnvironments.class);

  private static final Duration ENDING = Duration.ofSeconds(5);

  private final InterpreterFinder finder;
  private final Path cache;
  private final Map<String, String> environment;
  private final ExecutorService threads;
  private final Map<List<String>, Preparation> preparations = new ConcurrentHashMap<>();
  private volatile @Nullable Known known;

  /** What the machine's Python has; asked once for all skills. */
  private record Known(Interpreter interpreter, Map<String, String> packages) {
    Known {
      packages = Map.copyOf(packages);
    }
  }

  /**
   * @param python the Python to use; empty: the newest one on the path
   * @param own the worker's environment
   */
  public PythonEnvironments(Optional<String> python, Path cache, Map<String, String> own) {
    this.environment = ToolEnvironment.of(own);
    this.finder = new InterpreterFinder(python, environment);
    this.cache = cache.toAbsolutePath().normalize();
    // Platform threads: waiting for a file lock would hold a virtual thread's carrier.
    ThreadFactory factory = Thread.ofPlatform().daemon().name("python-", 0).factory();
    this.threads = Executors.newCachedThreadPool(factory);
  }

  /** Begins to prepare these skills; returns at once. */
  public void prepare(Collection<Skill> skills) {
    threads.execute(() -> {
      List<List<String>> sets = skills.stream().map(PythonEnvironments::set).distinct().toList();
      look(sets.stream().flatMap(List::stream).distinct().toList());
      sets.forEach(set -> preparation(set).begin());
    });
  }

  /**
   * Waits for a skill's Python.
   *
   * @param progress is told, perhaps on another thread, what is done meanwhile
   * @return ready or not ready
   */
  public Readiness require(Skill skill, Consumer<String> progress) throws InterruptedException {
    return preparation(set(skill)).await(progress);
  }

  /** Where a skill stands. */
  public Readiness state(Skill skill) {
    return preparation(set(skill)).state();
  }

  /** Ends what is being prepared; a half-made environment is made anew the next time. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(ENDING.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Preparing a Python environment does not end.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Preparation preparation(List<String> set) {
    return preparations.computeIfAbsent(
        set, key -> new Preparation(progress -> attempt(key, progress), threads));
  }

  private Readiness attempt(List<String> set, Consumer<String> progress) {
    Consumer<String> told =
        line -> {
          LOG.infof("%s requirements=%s", line, set);
          progress.accept(line);
        };
    Readiness readiness;
    try {
      Known python = known(set);
      readiness =
          isMet(set, python.packages())
              ? new Readiness.Ready(
                  python.interpreter().executable(), python.interpreter().folders(), !set.isEmpty())
              : new Venv(cache, python.interpreter(), set, environment).make(told);
    } catch (IOException e) {
      readiness = new Readiness.NotReady(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      readiness = new Readiness.NotReady("the worker stops");
    }
    if (readiness instanceof Readiness.NotReady(String reason)) {
      LOG.warnf("Skills are not ready. reason=%s requirements=%s", reason, set);
      known = null;
    }
    return readiness;
  }

  /** A failure shows when the first set is tried; that one has somebody to tell. */
  private void look(List<String> requirements) {
    try {
      known(requirements);
    } catch (IOException e) {
      LOG.debugf("No Python yet. reason=%s", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Known known(List<String> requirements) throws IOException, InterruptedException {
    List<String> names =
        requirements.stream()
            .flatMap(text -> Requirement.parse(text).stream())
            .map(Requirement::name)
            .toList();
    Known current = known;
    if (current != null && current.packages().keySet().containsAll(names)) {
      return current;
    }
    Interpreter interpreter = current == null ? finder.find() : current.interpreter();
    Map<String, String> packages = new HashMap<>();
    names.forEach(name -> packages.put(name, ""));
    if (!names.isEmpty()) {
      packages.putAll(interpreter.installed(names, environment));
    }
    Known found = new Known(interpreter, packages);
    known = found;
    return found;
  }

  private static boolean isMet(List<String> set, Map<String, String> packages) {
    return set.stream()
        .allMatch(text ->
            Requirement.parse(text)
                .filter(requirement ->
                    PythonVersion.parse(packages.getOrDefault(requirement.name(), ""))
                        .filter(requirement::isMetBy)
                        .isPresent())
                .isPresent());
  }

  private static List<String> set(Skill skill) {
    return skill.requirements().stream().sorted().distinct().toList();
  }
}
