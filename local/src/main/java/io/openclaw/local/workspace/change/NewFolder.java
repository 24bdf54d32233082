package io.openclaw.local.workspace.change;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder that is to be made.
 *
 * @param path below the workspace, with {@code /}
 * @param files by their path below the folder, with {@code /}
 */
public record NewFolder(String path, SortedMap<String, Content> files) {
  public NewFolder {
    requireNonNull(path, "path is null");
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
