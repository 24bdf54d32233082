package io.openclaw.local.workspace.change;

import java.util.List;

/**
 * What is to be added to a workspace.
 *
 * @param folders none of which is there
 * @param edits each of another file
 */
public record WorkspaceChange(List<NewFolder> folders, List<FileEdit> edits) {
  public WorkspaceChange {
    folders = List.copyOf(folders);
    edits = List.copyOf(edits);
  }
}
