package io.openclaw.benchmarks;

import io.openclaw.event.EventJson;
import io.openclaw.event.LiveEvent;
import io.openclaw.event.LiveEvent.TextDelta;
import io.openclaw.event.MalformedEventException;
import io.openclaw.event.StepAttempt;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Writing and reading the most frequent event, a piece of streamed text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventJsonBenchmark {
  private final TextDelta event =
      new TextDelta(
          UUID.fromString("0199a5b2-7c3e-7d4f-8a6b-9c0d1e2f3a4b"),
          Instant.parse("2026-11-22T10:15:30.123Z"),
          new StepAttempt("step-1", "agent-pm-002", 1),
          "Three species, 344 penguins, and two of them without measurements. ");

  private final byte[] json = EventJson.write(event);

  @Benchmark
  public byte[] write() {
    return EventJson.write(event);
  }

  @Benchmark
  public LiveEvent read() throws MalformedEventException {
    return EventJson.read(json, LiveEvent.class);
  }
}
