package io.openclaw.worker.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Attachment;
import io.openclaw.worker.sandbox.Confinement;
import io.openclaw.worker.sandbox.Limits;
import io.openclaw.worker.sandbox.Sandbox;
import io.openclaw.worker.sandbox.SandboxState;
import io.openclaw.worker.sandbox.Sandboxes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who may write to the folder around a granted one, and puts a link to somebody else's
 * files in its place, over and over.
 */
class SwappedLinksTest {
  private static final int ROUNDS = 150;

  /** On a busy machine the swapper may stop for a while, with the link in place. */
  private static final int MOST_ROUNDS = 20 * ROUNDS;

  private static final String SECRET = "secret";

  private final long seed = Long.getLong("openclaw.swap.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @TempDir Path folder;
  private Path outer;
  private Path inner;
  private Path aside;
  private Path others;

  @BeforeEach
  void make() throws IOException {
    System.out.println("swaps: openclaw.swap.seed=" + seed);
    outer = Files.createDirectories(folder.toRealPath().resolve("workspace/projects"));
    inner = Files.createDirectory(outer.resolve("inner"));
    aside = outer.resolve("aside");
    others = Files.createDirectories(outer.resolveSibling("others"));
    Files.writeString(inner.resolve("file"), "own");
    Files.writeString(others.resolve("file"), SECRET);
  }

  @Test
  void shouldShowASandboxNothingBehindALink() throws Exception {
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    Sandbox sandbox = ((SandboxState.Usable) sandboxes.require()).sandbox();
    Path home = Files.createDirectory(folder.resolve("home"));

    swapping(() -> {
      Confinement confinement =
          Confinement.of(
                  List.of("/bin/cat", inner.resolve("file").toString()),
                  home,
                  new Limits(Duration.ofSeconds(5), 256L << 20, 32, 64, 16L << 20))
              .writable(grants().pinnedFolders())
              .build();
      pause();
      Process process = sandbox.start(confinement);
      String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return read;
    });
  }

  @Test
  void shouldShowASandboxNoAttachmentBehindALink() throws Exception {
    Sandboxes sandboxes = new Sandboxes(true, folder, System.getenv("PATH"));
    Sandbox sandbox = ((SandboxState.Usable) sandboxes.require()).sandbox();
    Path home = Files.createDirectory(folder.resolve("home"));

    swapping(() -> {
      Confinement confinement =
          Confinement.of(
                  List.of("/bin/cat", inner.resolve("file").toString()),
                  home,
                  new Limits(Duration.ofSeconds(5), 256L << 20, 32, 64, 16L << 20))
              .readable(grants().pinnedAttachments())
              .build();
      pause();
      Process process = sandbox.start(confinement);
      String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return read;
    });
  }

  @Test
  void shouldOpenNothingBehindALink() throws Exception {
    swapping(() -> {
      PathGrants grants = grants();
      if (grants.read("/workspace/projects/inner/file")
          instanceof PathGrants.Access.Granted(Path granted)) {
        pause();
        try (InputStream content = grants.open(granted)) {
          return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
      return "";
    });
  }

  private PathGrants grants() throws IOException {
    return PathGrants.of(
        folder.resolve("workspace"),
        List.of("/workspace/projects/inner"),
        List.of(new Attachment("file", "/workspace/projects/inner/file")),
        Files.createDirectories(folder.resolve("artifacts")));
  }

  private interface Look {
    String take() throws Exception;
  }

  /** What is its own it has to see now and then, and what is others' never. */
  private void swapping(Look look) throws Exception {
    AtomicBoolean ends = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(() -> {
              while (!ends.get()) {
                swap();
              }
            });
    try {
      int own = 0;
      for (int round = 0; round < ROUNDS || (own == 0 && round < MOST_ROUNDS); round++) {
        pause();
        try {
          String read = look.take();
          assertThat(read).doesNotContain(SECRET);
          own += read.equals("own") ? 1 : 0;
        } catch (IOException e) {
          // Not there at this moment, or a link.
        }
      }
      assertThat(own).isPositive();
    } finally {
      ends.set(true);
      swapper.join();
    }
  }

  /** Mostly in the right place, so that the worker's first look finds it there. */
  private void swap() {
    try {
      Files.move(inner, aside);
      Files.createSymbolicLink(inner, others);
      LockSupport.parkNanos(2_000_000);
      Files.delete(inner);
      Files.move(aside, inner);
      LockSupport.parkNanos(2_000_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pause() {
    LockSupport.parkNanos(random.nextInt(3_000_000));
  }
}
