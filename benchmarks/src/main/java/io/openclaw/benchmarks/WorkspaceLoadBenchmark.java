package io.openclaw.benchmarks;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading and checking a workspace of 1,000 agents and 10,000 skills (about 33,000 files), as a
 * reload does: the files are in the operating system's cache. {@code cold} is the first load of a
 * new Java process, {@code load1000AgentsAnd10000Skills} one of a process that has been running.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WorkspaceLoadBenchmark {
  private @Nullable Path root;

  @Setup(Level.Trial)
  public void write() throws IOException {
    root = Files.createTempDirectory("openclaw-large-workspace");
    LargeWorkspace.write(root, 1_000, 10_000);
  }

  @Benchmark
  @Warmup(iterations = 6)
  @Measurement(iterations = 10)
  @Fork(1)
  public LoadResult load1000AgentsAnd10000Skills() {
    return load();
  }

  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  @Fork(3)
  public LoadResult cold() {
    return load();
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    if (root != null) {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  private LoadResult load() {
    if (root == null) {
      throw new IllegalStateException("no workspace");
    }
    LoadResult result = WorkspaceLoader.load(root);
    if (result instanceof LoadResult.Invalid invalid) {
      throw new IllegalStateException("not sound: " + invalid.problems().getFirst());
    }
    return result;
  }
}
