package io.openclaw.worker.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a Python package, in the order of PEP 440.
 *
 * @param stage before or after the release: development, alpha, beta, candidate, final, post
 * @param stageNumber counts within the stage
 */
record PythonVersion(int epoch, List<Integer> release, Stage stage, int stageNumber)
    implements Comparable<PythonVersion> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?(?:(\\d{1,8})!)?(\\d{1,8}(?:\\.\\d{1,8})*)"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?(\\d{0,8}))?"
              + "(?:\\+[a-z0-9.]+)?");

  enum Stage {
    DEV,
    ALPHA,
    BETA,
    CANDIDATE,
    FINAL,
    POST
  }

  PythonVersion {
    release = List.copyOf(release);
  }

  /** Empty for what is no version, or one of the rare forms that are not known here. */
  static Optional<PythonVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int epoch = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    List<Integer> release =
        Arrays.stream(matcher.group(2).split("\\.")).map(Integer::parseInt).toList();
    String number = matcher.group(4);
    return Optional.of(
        new PythonVersion(
            epoch,
            release,
            stage(matcher.group(3)),
            number == null || number.isEmpty() ? 0 : Integer.parseInt(number)));
  }

  /** Whether this version begins with the numbers of another one. */
  boolean startsWith(PythonVersion prefix) {
    for (int i = 0; i < prefix.release.size(); i++) {
      if (part(i) != prefix.part(i)) {
        return false;
      }
    }
    return epoch == prefix.epoch;
  }

  /** The numbers without the last one, as {@code ~=} compares them. */
  PythonVersion parent() {
    return new PythonVersion(epoch, release.subList(0, release.size() - 1), Stage.FINAL, 0);
  }

  @Override
  public int compareTo(PythonVersion other) {
    int order = Integer.compare(epoch, other.epoch);
    for (int i = 0; order == 0 && i < Math.max(release.size(), other.release.size()); i++) {
      order = Integer.compare(part(i), other.part(i));
    }
    if (order == 0) {
      order = stage.compareTo(other.stage);
    }
    return order == 0 ? Integer.compare(stageNumber, other.stageNumber) : order;
  }

  private int part(int index) {
    return index < release.size() ? release.get(index) : 0;
  }

  private static Stage stage(String name) {
    return switch (name) {
      case null -> Stage.FINAL;
      case "dev" -> Stage.DEV;
      case "a", "alpha" -> Stage.ALPHA;
      case "b", "beta" -> Stage.BETA;
      case "post", "rev", "r" -> Stage.POST;
      default -> Stage.CANDIDATE;
    };
  }
}
