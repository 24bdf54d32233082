package io.openclaw.local;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in words: of a file operation Java tells the path alone. */
final class Failure {
  private Failure() {}

  static String describe(Exception error) {
    String message = error.getMessage();
    if (error instanceof FileSystemException file && file.getReason() == null) {
      return "cannot use " + file.getFile() + ": " + reason(file);
    }
    return message == null ? error.toString() : message;
  }

  private static String reason(FileSystemException error) {
    return switch (error) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no such file or folder, and it cannot be made";
      case FileAlreadyExistsException present -> "something else is there already";
      case NotDirectoryException file -> "it is no folder";
      default -> error.getClass().getSimpleName();
    };
  }
}
