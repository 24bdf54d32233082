package io.openclaw.local.workspace.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes and removes a folder with all that is in it. */
final class FolderTree {
  private final Disk disk;

  FolderTree(Disk disk) {
    this.disk = disk;
  }

  void fill(Path folder, Map<String, Content> files) throws IOException {
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      createFolders(requireNonNull(target.getParent(), "it has a folder"));
      switch (file.getValue()) {
        case Content.Text text -> disk.write(target, text.text().getBytes(UTF_8));
        case Content.Copy copy -> disk.copy(copy.source(), target);
      }
    }
  }

  void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      disk.delete(path);
    }
  }

  private void createFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      createFolders(requireNonNull(folder.getParent(), "it lies in a folder that is there"));
      disk.createFolder(folder);
    }
  }
}
