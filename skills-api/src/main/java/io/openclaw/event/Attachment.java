package io.openclaw.event;

import static java.util.Objects.requireNonNull;

/**
 * A file that the request brings along; every step of the task may read it.
 *
 * @param name file name
 * @param path in the workspace, beginning with {@code /workspace/}
 */
public record Attachment(String name, String path) {
  public Attachment {
    requireNonNull(name, "name is null");
    requireNonNull(path, "path is null");
    if (!path.startsWith("/workspace/")) {
      throw new IllegalArgumentException("path must begin with /workspace/: " + path);
    }
  }
}
