package io.openclaw.worker.limit;

/**
 * What a call takes of the machine.
 *
 * @param cpuMillis thousandths of a processor
 * @param memory bytes
 */
record Load(long cpuMillis, long memory) {

  Load plus(Load other) {
    return new Load(cpuMillis + other.cpuMillis, memory + other.memory);
  }

  Load minus(Load other) {
    return new Load(cpuMillis - other.cpuMillis, memory - other.memory);
  }

  boolean fitsInto(Load whole) {
    return cpuMillis <= whole.cpuMillis && memory <= whole.memory;
  }
}
