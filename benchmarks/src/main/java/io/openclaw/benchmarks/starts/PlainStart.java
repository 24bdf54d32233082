package io.openclaw.benchmarks.starts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The same interpreter without OpenClaw and without a sandbox. */
record PlainStart(Path python) implements Subject {
  @Override
  public long start() throws Exception {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(
                python.toString(), "-I", "-B", "-c", "import time; print(time.monotonic_ns())")
            .start();
    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    process.waitFor();
    return Long.parseLong(line.strip()) - begun;
  }
}
