package io.openclaw.workspace.load;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.ProblemCode;
import io.openclaw.workspace.WorkspaceContent;
import io.openclaw.workspace.check.CrossChecks;
import io.openclaw.workspace.file.Catalog;
import io.openclaw.workspace.file.WorkspaceFiles;
import io.openclaw.workspace.yaml.Place;
import io.openclaw.workspace.yaml.Problems;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads a workspace folder and checks it as a whole. Stateless: may be called from any thread, and
 * blocks while it reads. Reads files on several threads.
 */
public final class WorkspaceLoader {
  private WorkspaceLoader() {}

  /** Never throws for what is in the files; every problem is reported, not just the first. */
  public static LoadResult load(Path root) {
    return load(root, root);
  }

  /**
   * Reads what a workspace consists of from one folder, while the data that its agents work with
   * lies in another.
   *
   * @param data what {@code /workspace/…} means in permissions and requests
   */
  public static LoadResult load(Path root, Path data) {
    Problems problems = new Problems();
    Path folder = realFolder(root, problems);
    Path dataFolder = realFolder(data, problems);
    if (folder == null || dataFolder == null) {
      return new LoadResult.Invalid(problems.sorted());
    }
    WorkspaceFiles files = new WorkspaceFiles(folder, problems);
    Catalog catalog = Catalog.read(files);
    CrossChecks.run(catalog, problems);
    String changed = files.changedFile();
    if (changed != null) {
      // Whatever else was found may come from having read one half of an edit.
      return changed(changed);
    }
    if (!problems.isEmpty()) {
      return new LoadResult.Invalid(problems.sorted());
    }
    WorkspaceContent content = files.content();
    return new LoadResult.Loaded(
        new Assembly(catalog, files).workspace(content.version(), dataFolder),
        content,
        CrossChecks.warnings(catalog, content));
  }

  private static @Nullable Path realFolder(Path path, Problems problems) {
    Place at = Place.startOf(path.toString());
    try {
      Path real = path.toRealPath();
      if (Files.isDirectory(real)) {
        checkMayBeEntered(real);
        return real;
      }
    } catch (AccessDeniedException e) {
      problems.add(at, ProblemCode.UNREADABLE_FILE, WorkspaceFiles.CLOSED);
      return null;
    } catch (IOException e) {
      // Said below: for whoever asked it is the same.
    }
    problems.add(at, ProblemCode.WORKSPACE_NOT_FOUND, "there is no workspace folder here");
    return null;
  }

  private static void checkMayBeEntered(Path folder) throws IOException {
    folder.getFileSystem().provider().checkAccess(folder, AccessMode.EXECUTE);
  }

  private static LoadResult changed(String file) {
    Problems problems = new Problems();
    problems.add(
        Place.startOf(file),
        ProblemCode.FILE_CHANGED,
        "the file was written while the workspace was read; read it again when that is done");
    return new LoadResult.Invalid(problems.sorted());
  }
}
