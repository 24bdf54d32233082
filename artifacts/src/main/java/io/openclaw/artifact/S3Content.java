package io.openclaw.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * What an object holds, read on from where it has come to when an answer breaks off. That can be
 * done for an object that never changes. Errors: {@link ArtifactsUnavailableException} where no
 * more of it has come for the store's patience, {@link NoSuchFileException} where it was deleted
 * meanwhile. Used by one thread at a time.
 */
final class S3Content extends InputStream {
  private final Answers answers;
  private final long size;
  private final Duration patience;
  private @Nullable ResponseInputStream<GetObjectResponse> answer;
  private long position;

  /** Since more of it came the last time. */
  private int breaks;

  private long firstBreak;

  /**
   * @param first begins with the object's first byte
   */
  S3Content(Answers answers, ResponseInputStream<GetObjectResponse> first, Duration patience) {
    this.answers = answers;
    this.answer = first;
    this.size = first.response().contentLength();
    this.patience = patience;
  }

  /** Asks for the object. */
  interface Answers {
    /** The object from a position on. */
    ResponseInputStream<GetObjectResponse> from(long position) throws IOException;

    ArtifactsUnavailableException brokenOff(IOException cause);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position < size) {
      try {
        int n = answer().read(into, offset, length);
        if (n > 0) {
          position += n;
          breaks = 0;
          return n;
        }
        waitAfter(new EOFException("it ended after %d of %d bytes".formatted(position, size)));
      } catch (ArtifactsUnavailableException | NoSuchFileException e) {
        throw e;
      } catch (IOException e) {
        waitAfter(e);
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    if (answer != null) {
      answer.close();
    }
  }

  private InputStream answer() throws IOException {
    if (answer == null) {
      answer = answers.from(position);
      if (position > 0 && answer.response().contentRange() == null) {
        // A server that does not know ranges gives all of it.
        answer.skipNBytes(position);
      }
    }
    return answer;
  }

  private void waitAfter(IOException cause) throws ArtifactsUnavailableException {
    if (answer != null) {
      answer.abort();
      answer = null;
    }
    long now = System.nanoTime();
    if (breaks == 0) {
      firstBreak = now;
    }
    breaks++;
    if (now - firstBreak >= patience.toNanos()) {
      throw answers.brokenOff(cause);
    }
    try {
      Thread.sleep(S3Clients.PAUSES.computeDelay(breaks));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw answers.brokenOff(cause);
    }
  }
}
