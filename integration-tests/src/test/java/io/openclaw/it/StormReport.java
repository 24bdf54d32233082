package io.openclaw.it;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a storm was like, for a person. */
final class StormReport {
  private final PrintStream out;

  StormReport(PrintStream out) {
    this.out = out;
  }

  void print(
      int tasks,
      int events,
      Map<String, Integer> retries,
      Map<String, Integer> troubles,
      Duration longestWait,
      List<Deed> deeds) {
    out.printf(Locale.ROOT, "%d tasks, %d recorded events, %d acts%n", tasks, events, deeds.size());
    out.printf(
        Locale.ROOT, "longest time without a task's end: %.2f s%n", Deed.seconds(longestWait));
    print("steps tried again", retries);
    print("what clients came up against", troubles);
    out.println("until healthy and until the next task ended, seconds: median (max)");
    deeds.stream()
        .collect(groupingBy(StormReport::kind, TreeMap::new, toList()))
        .forEach(this::print);
  }

  private void print(String what, List<Deed> deeds) {
    out.printf(
        Locale.ROOT,
        "  %-26s %2d x  healthy %s  next end %s%n",
        what,
        deeds.size(),
        spread(deeds.stream().map(Deed::healthyAfter).sorted().toList()),
        spread(deeds.stream().map(Deed::nextEndAfter).sorted().toList()));
  }

  private void print(String title, Map<String, Integer> counts) {
    out.println(title + (counts.isEmpty() ? ": none" : ":"));
    new TreeMap<>(counts).forEach((what, n) -> out.printf(Locale.ROOT, "  %5d  %s%n", n, what));
  }

  private static String kind(Deed deed) {
    return StackProcess.service(deed.process()) + " " + deed.act();
  }

  private static String spread(List<Duration> sorted) {
    return String.format(
        Locale.ROOT,
        "%6.2f (%6.2f)",
        Deed.seconds(sorted.get((sorted.size() - 1) / 2)),
        Deed.seconds(sorted.getLast()));
  }
}
