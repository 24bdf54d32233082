package io.openclaw.workspace.live;

import io.openclaw.workspace.WorkspaceContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A version of a workspace as one ZIP file, for a service that does not have its files. */
public final class WorkspaceArchive {
  /** Larger than any workspace whose files keep to their limits and that is worth sending. */
  private static final long MAX_BYTES = 1L << 30;

  private static final FileTime NO_TIME = FileTime.fromMillis(0);

  private WorkspaceArchive() {}

  /** The same bytes for the same content. */
  public static byte[] pack(WorkspaceContent content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var file : content.files().entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #pack} wrote.
   *
   * @throws IOException where it is no such archive
   */
  public static WorkspaceContent unpack(byte[] archive) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    long left = MAX_BYTES;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        left -= content.length;
        if (left < 0) {
          throw new IOException("the archive is larger than " + MAX_BYTES + " bytes");
        }
        files.put(entry.getName(), content);
      }
    }
    return new WorkspaceContent(files);
  }
}
