package io.openclaw.workspace.load;

import io.openclaw.workspace.load.MarkdownPage.Block;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a fenced block of the documentation does to a workspace. */
sealed interface WorkspaceEdit {

  void apply(Path root) throws IOException;

  /** A {@code diff} block: lines that are there exactly once, and what takes their place. */
  record Change(String file, String before, String after) implements WorkspaceEdit {
    @Override
    public void apply(Path root) throws IOException {
      String text = Files.readString(root.resolve(file));
      int at = ("\n" + text).indexOf("\n" + before);
      if (at < 0 || ("\n" + text).indexOf("\n" + before, at + 1) >= 0) {
        throw new AssertionError(file + " does not have these lines exactly once:\n" + before);
      }
      String changed = text.substring(0, at) + after + text.substring(at + before.length());
      Files.writeString(root.resolve(file), changed);
    }
  }

  /** A block that is a whole file. */
  record Write(String file, String text) implements WorkspaceEdit {
    @Override
    public void apply(Path root) throws IOException {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    }
  }

  /** {@code rm} of a {@code sh} block: a file, or a folder with all that is in it. */
  record Remove(String file) implements WorkspaceEdit {
    @Override
    public void apply(Path root) throws IOException {
      try (Stream<Path> paths = Files.walk(root.resolve(file))) {
        for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** {@code mv} of a {@code sh} block. */
  record Move(String from, String to) implements WorkspaceEdit {
    @Override
    public void apply(Path root) throws IOException {
      Files.move(root.resolve(from), root.resolve(to));
    }
  }

  /** {@code mkdir} of a {@code sh} block. */
  record MakeFolder(String folder) implements WorkspaceEdit {
    @Override
    public void apply(Path root) throws IOException {
      Files.createDirectory(root.resolve(folder));
    }
  }

  static List<WorkspaceEdit> of(Block block) {
    if (block.language().equals("sh") && block.file().isEmpty()) {
      return block.text().lines().map(WorkspaceEdit::command).toList();
    }
    if (block.file().isEmpty()) {
      throw new AssertionError("line " + block.line() + ": the block names no file");
    }
    return List.of(
        block.language().equals("diff") ? change(block) : new Write(block.file(), block.text()));
  }

  static void applyAll(List<WorkspaceEdit> edits, Path root) {
    try {
      for (WorkspaceEdit edit : edits) {
        edit.apply(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WorkspaceEdit command(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0] + words.length) {
      case "rm2" -> new Remove(words[1]);
      case "mv3" -> new Move(words[1], words[2]);
      case "mkdir2" -> new MakeFolder(words[1]);
      default ->
          throw new AssertionError("neither rm FILE, mv FILE FILE nor mkdir FOLDER: " + line);
    };
  }

  private static Change change(Block block) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (String line : block.text().lines().toList()) {
      String text = line.isEmpty() ? "" : line.substring(1);
      switch (line.isEmpty() ? ' ' : line.charAt(0)) {
        case '-' -> before.add(text);
        case '+' -> after.add(text);
        case ' ' -> {
          before.add(text);
          after.add(text);
        }
        default ->
            throw new AssertionError(
                "line " + block.line() + ": a line of a diff begins with -, + or a space");
      }
    }
    return new Change(block.file(), lines(before), lines(after));
  }

  private static String lines(List<String> lines) {
    return String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
