package io.openclaw.workspace.yaml;

import static java.util.Comparator.comparing;

import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.WorkspaceProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects what is wrong. Reading goes on after a problem with a stand-in for the value: where
 * there is any problem no workspace is made, so a stand-in never gets out. Safe for several
 * threads.
 */
public final class Problems {
  private static final Comparator<WorkspaceProblem> BY_PLACE =
      comparing(WorkspaceProblem::file)
          .thenComparingInt(WorkspaceProblem::line)
          .thenComparingInt(WorkspaceProblem::column)
          .thenComparing(WorkspaceProblem::code)
          .thenComparing(WorkspaceProblem::message);

  private final List<WorkspaceProblem> found = new ArrayList<>();

  public synchronized void add(Place at, ProblemCode code, String message) {
    String line = message.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ");
    found.add(new WorkspaceProblem(at.file(), at.line(), at.column(), code.name(), line));
  }

  public synchronized boolean isEmpty() {
    return found.isEmpty();
  }

  public synchronized List<WorkspaceProblem> sorted() {
    return found.stream().distinct().sorted(BY_PLACE).toList();
  }
}
