package io.openclaw.benchmarks.starts;

import io.openclaw.benchmarks.Sample;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * From the call of a handler to its first instruction: one at a time and 50 at once, in each
 * runtime as a worker has it by default, beside a plain start of the same interpreter; and how many
 * calls a second there are.
 *
 * <p>{@code -Dsingle=300} and {@code -Drounds=10} say how many are measured, {@code -Dseconds=10}
 * how long the calls of the throughput go on.
 */
public final class StartBenchmark {
  private static final int SINGLE = Integer.getInteger("single", 300);
  private static final int ROUNDS = Integer.getInteger("rounds", 10);
  private static final int SECONDS = Integer.getInteger("seconds", 10);
  private static final int CROWD = 50;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final PrintStream out;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  private StartBenchmark(PrintStream out) {
    this.out = out;
  }

  /** Prints a table. */
  public static void main(String[] arguments) throws Exception {
    try (Subjects subjects = new Subjects()) {
      new StartBenchmark(System.out).run(subjects);
    }
  }

  private void run(Subjects subjects) throws Exception {
    out.printf(Locale.ROOT, "%d processors, Java %s%n", PROCESSORS, Runtime.version());
    measure("java", subjects.java());
    measure("wasm", subjects.wasm());
    first("wasm, its first call", subjects);
    measure("process, warm", subjects.warm());
    measure("process, cold", subjects.cold());
    measure("the same Python, plain", subjects.plain());
  }

  private void measure(String name, Subject subject) throws Exception {
    oneAtATime(new Sample(name + ", warm-up"), subject, SINGLE / 3);
    Sample single = new Sample(name + ", one at a time");
    oneAtATime(single, subject, SINGLE);
    out.println(single + subject.remark());
    Sample crowd = new Sample(name + ", " + CROWD + " at once");
    for (int i = 0; i <= ROUNDS; i++) {
      atOnce(i == 0 ? new Sample("warm-up") : crowd, subject);
    }
    out.println(crowd + subject.remark());
    throughput(name, subject);
  }

  private static void oneAtATime(Sample into, Subject subject, int starts) throws Exception {
    for (int i = 0; i < starts; i++) {
      subject.settle(1);
      into.add(start(subject));
    }
  }

  private void atOnce(Sample into, Subject subject) throws Exception {
    subject.settle(CROWD);
    CountDownLatch gate = new CountDownLatch(1);
    List<Future<Double>> starts = new ArrayList<>();
    for (int i = 0; i < CROWD; i++) {
      starts.add(
          callers.submit(
              (Callable<Double>)
                  () -> {
                    gate.await();
                    return start(subject);
                  }));
    }
    gate.countDown();
    for (Future<Double> start : starts) {
      into.add(start.get());
    }
  }

  private void first(String name, Subjects subjects) throws Exception {
    Sample first = new Sample(name);
    for (int i = 0; i < SINGLE / 10; i++) {
      first.add(start(subjects.wasm()));
    }
    out.println(first);
  }

  /** Calls without a pause, by twice as many callers as there are processors. */
  private void throughput(String name, Subject subject) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < 2 * PROCESSORS; i++) {
      counts.add(callers.submit((Callable<Integer>) () -> callUntil(end, subject)));
    }
    int calls = 0;
    for (Future<Integer> count : counts) {
      calls += count.get();
    }
    out.printf(
        Locale.ROOT,
        "%-52s %.0f calls a second and processor%s%n",
        name + ", without a pause",
        (double) calls / SECONDS / PROCESSORS,
        subject.remark());
  }

  private static int callUntil(long end, Subject subject) throws Exception {
    int calls = 0;
    while (System.nanoTime() - end < 0) {
      long _ = subject.start();
      calls++;
    }
    return calls;
  }

  /** Milliseconds. */
  private static double start(Subject subject) throws Exception {
    return subject.start() / 1e6;
  }
}
