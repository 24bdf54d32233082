package io.openclaw.workspace.yaml;

/**
 * How a value is written in a file, and what it becomes. Immutable. None of the methods throws for
 * what is in a file.
 */
public sealed interface Type<T>
    permits Scalar,
        Word,
        Regex,
        ListOf,
        OneOrMany,
        ListOrElse,
        WordOrMap,
        MapOf,
        JsonObject,
        JsonSchema,
        Shape {

  /** The value; where it is not as it must be, that is reported and the stand-in taken. */
  T read(YamlValue value);

  /** Takes the place of a value that is wrong or not there. */
  T standIn(Place at);
}
