package io.openclaw.local.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Columns of text, each as wide as its widest cell; the first row is the heading. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> rightAligned;

  /**
   * @param rightAligned indices of the columns with numbers
   */
  public Table(Set<Integer> rightAligned) {
    this.rightAligned = Set.copyOf(rightAligned);
  }

  public Table row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  public Table row(String... cells) {
    return row(List.of(cells));
  }

  public List<String> lines() {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell =
          rightAligned.contains(i)
              ? DisplayWidth.padLeft(row.get(i), widths[i])
              : DisplayWidth.padRight(row.get(i), widths[i]);
      line.append(i == 0 ? "" : "  ").append(cell);
    }
    return line.toString().stripTrailing();
  }
}
