package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.Memory;
import io.openclaw.workspace.Memory.Backend;
import io.openclaw.workspace.Memory.Kind;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.OptionalKey;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;
import io.openclaw.workspace.yaml.YamlMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code memory:} of an agent. */
final class MemoryShape {
  /** What {@code storage:} says. */
  private record Storage(Backend backend, @Nullable String connection) {
    private static final Storage OF_THE_SYSTEM = new Storage(Backend.POSTGRESQL, null);
  }

  private static final Key<Backend> BACKEND =
      withDefault(
          "backend",
          Scalar.oneOf(Backend.class, Backend.POSTGRESQL),
          Backend.POSTGRESQL,
          "The kind of database.");
  private static final OptionalKey<String> CONNECTION_STRING =
      OptionalKey.of(
          "connection_string",
          Scalar.TEXT,
          "Address of a database of its own, with every secret as ${NAME} of an environment"
              + " variable. Without it, the system's database.");
  private static final Shape<Storage> STORAGE_SHAPE =
      Shape.of(
          "Where memories are stored.",
          map -> new Storage(map.get(BACKEND), map.get(CONNECTION_STRING)),
          BACKEND,
          CONNECTION_STRING);

  private static final Key<Kind> TYPE =
      withDefault(
          "type",
          Scalar.oneOf(Kind.class, Kind.SESSION),
          Kind.SESSION,
          "persistent: across sessions; session: until the session ends.");
  private static final OptionalKey<Duration> TTL =
      OptionalKey.of(
          "ttl",
          Units.DURATION,
          "How long an entry is kept, for example 30d. Without it, for ever.");
  private static final Key<Storage> STORAGE =
      withDefault("storage", STORAGE_SHAPE, Storage.OF_THE_SYSTEM, "Where it is kept.");

  static final Shape<Memory> MEMORY =
      Shape.of("What an agent remembers.", MemoryShape::read, TYPE, TTL, STORAGE);

  private MemoryShape() {}

  private static Memory read(YamlMap map) {
    Storage storage = map.get(STORAGE);
    return new Memory(map.get(TYPE), map.get(TTL), storage.backend(), storage.connection());
  }
}
