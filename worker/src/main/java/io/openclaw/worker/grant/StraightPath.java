package io.openclaw.worker.grant;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path on which no link is followed, whoever puts one there at whatever moment: it is gone
 * through folder by folder, by descriptors.
 *
 * @param base a folder that no skill can replace
 * @param path at or below it
 */
record StraightPath(Path base, Path path) {
  /** As the JDK writes the device and the number of a file. */
  private static final Pattern KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=([0-9]+)\\)");

  StraightPath {
    if (!path.startsWith(base)) {
      throw new IllegalArgumentException(path + " is not below " + base);
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(SecureDirectoryStream<Path> folder, Path name) throws IOException;
  }

  /**
   * Which file or folder it is now, as {@code stat -c %d:%i} says it; null where there is none, or
   * a link on the way.
   */
  @Nullable String id() {
    try {
      BasicFileAttributes attributes =
          path.equals(base)
              ? Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              : at((folder, name) ->
                  folder
                      .getFileAttributeView(
                          name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                      .readAttributes());
      return attributes.isSymbolicLink() ? null : id(attributes);
    } catch (IOException e) {
      return null;
    }
  }

  /** Opens the file for reading. */
  InputStream open() throws IOException {
    SeekableByteChannel content =
        at((folder, name) ->
            folder.newByteChannel(
                name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    return Channels.newInputStream(content);
  }

  private static String id(BasicFileAttributes attributes) throws IOException {
    Matcher key = KEY.matcher(String.valueOf(attributes.fileKey()));
    if (!key.matches()) {
      throw new IOException("this system does not number its files");
    }
    return Long.parseUnsignedLong(key.group(1), 16) + ":" + key.group(2);
  }

  private <T> T at(Use<T> use) throws IOException {
    try (DirectoryStream<Path> first = Files.newDirectoryStream(base)) {
      if (!(first instanceof SecureDirectoryStream<Path> folder)) {
        throw new IOException("this system does not open folders by descriptor");
      }
      return below(folder, base.relativize(path), use);
    }
  }

  private static <T> T below(SecureDirectoryStream<Path> folder, Path rest, Use<T> use)
      throws IOException {
    Path name = rest.getName(0);
    if (rest.getNameCount() == 1) {
      return use.of(folder, name);
    }
    try (SecureDirectoryStream<Path> next =
        folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      return below(next, requireNonNull(rest.subpath(1, rest.getNameCount())), use);
    }
  }
}
