package io.openclaw.local.workspace.change;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** What a new file is to hold. */
public sealed interface Content {

  /** A text, written as UTF-8. */
  record Text(String text) implements Content {
    public Text {
      requireNonNull(text, "text is null");
    }
  }

  /** What is in another file, byte for byte. */
  record Copy(Path source) implements Content {
    public Copy {
      requireNonNull(source, "source is null");
    }
  }
}
