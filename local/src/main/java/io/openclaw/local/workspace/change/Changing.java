package io.openclaw.local.workspace.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.openclaw.workspace.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a change in three steps: everything is written beside its place under a hidden name, which
 * the loader does not see; then renamed into place, which needs no room on the disk; then the whole
 * workspace is checked. Whatever fails on the way, all of it is taken back.
 */
public final class Changing {
  private final Path root;
  private final Disk disk;
  private final FolderTree trees;
  private final Undo undo = new Undo();
  private final String suffix = "." + Long.toHexString(System.nanoTime());

  /** Renames of what is prepared to where it belongs, in order. */
  private final List<Undo.Step> renames = new ArrayList<>();

  /** What a change that was made leaves behind. */
  private final List<Path> backups = new ArrayList<>();

  private Changing(Path root, Disk disk) {
    this.root = root;
    this.disk = disk;
    this.trees = new FolderTree(disk);
  }

  /**
   * Makes a change as a whole, or none of it.
   *
   * @throws RefusedException where a file that was to be edited has become another
   * @throws LeftHalfDoneException where it could neither be made nor taken back
   * @throws IOException where something could not be written, and nothing was changed
   */
  public static Outcome make(Path root, WorkspaceChange change)
      throws RefusedException, IOException {
    return make(root, change, Disk.REAL);
  }

  static Outcome make(Path root, WorkspaceChange change, Disk disk)
      throws RefusedException, IOException {
    try (ToItsEnd _ = new ToItsEnd()) {
      return new Changing(root, disk).make(change);
    }
  }

  private Outcome make(WorkspaceChange change) throws RefusedException, IOException {
    try {
      for (NewFolder folder : change.folders()) {
        prepare(folder);
      }
      for (FileEdit edit : change.edits()) {
        prepare(edit);
      }
      for (Undo.Step rename : renames) {
        rename.run();
      }
      return checked();
    } finally {
      takeBack();
    }
  }

  /** Nothing where the change is made. */
  private void takeBack() throws IOException {
    try {
      undo.run();
    } catch (IOException e) {
      throw new LeftHalfDoneException(e);
    }
  }

  private Outcome checked() {
    return switch (SteadyLoad.of(root)) {
      case LoadResult.Loaded loaded -> {
        undo.forget();
        removeBackups();
        yield new Outcome.Made(loaded.workspace());
      }
      case LoadResult.Invalid invalid -> new Outcome.TakenBack(invalid.problems());
    };
  }

  private void prepare(NewFolder folder) throws RefusedException, IOException {
    Path target = root.resolve(folder.path());
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedException(folder.path() + " is there already");
    }
    createParents(parent(target));
    Path prepared = hidden(target, ".new");
    disk.createFolder(prepared);
    undo.add(() -> trees.remove(prepared));
    trees.fill(prepared, folder.files());
    renames.add(() -> rename(prepared, target, prepared));
  }

  private void prepare(FileEdit edit) throws RefusedException, IOException {
    // A link stays one, and its file is edited.
    Path target = root.resolve(edit.file()).toRealPath();
    checkStillIs(target, edit);
    Path prepared = copy(target, ".new");
    disk.write(prepared, edit.after().getBytes(UTF_8));
    Path backup = copy(target, ".old");
    backups.add(backup);
    renames.add(() -> rename(prepared, target, backup));
  }

  /**
   * @param back where the undoing finds or leaves what it needs: the way back is a rename too
   */
  private void rename(Path prepared, Path target, Path back) throws IOException {
    disk.move(prepared, target);
    if (back.equals(prepared)) {
      undo.add(() -> disk.move(target, prepared));
    } else {
      undo.add(() -> disk.move(back, target));
    }
  }

  private void checkStillIs(Path target, FileEdit edit) throws RefusedException, IOException {
    if (!Files.readString(target).equals(edit.before())) {
      throw new RefusedException(edit.file() + " was changed meanwhile; try again");
    }
  }

  private void createParents(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      createParents(parent(folder));
      disk.createFolder(folder);
      undo.add(() -> disk.delete(folder));
    }
  }

  private Path copy(Path file, String ending) throws IOException {
    Path copy = hidden(file, ending);
    undo.add(() -> trees.remove(copy));
    disk.copy(file, copy);
    return copy;
  }

  private Path hidden(Path target, String ending) {
    return parent(target).resolve("." + target.getFileName() + suffix + ending);
  }

  private void removeBackups() {
    for (Path backup : backups) {
      try {
        disk.delete(backup);
      } catch (IOException e) {
        // The change is made; a hidden file that nobody reads does it no harm.
      }
    }
  }

  private static Path parent(Path path) {
    return requireNonNull(path.getParent(), "it lies in the workspace");
  }
}
