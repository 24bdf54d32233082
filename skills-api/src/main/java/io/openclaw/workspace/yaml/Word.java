package io.openclaw.workspace.yaml;

/**
 * A text that other places refer to, or that refers to another place: it keeps where it stands.
 *
 * @param text which texts it may be
 */
public record Word(Scalar<String> text) implements Type<Name> {
  /** Any word. */
  public static final Word ANY = new Word(Scalar.TEXT);

  @Override
  public Name read(YamlValue value) {
    return new Name(text.read(value), value.at());
  }

  @Override
  public Name standIn(Place at) {
    return new Name("", at);
  }
}
