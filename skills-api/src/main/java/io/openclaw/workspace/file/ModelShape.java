package io.openclaw.workspace.file;

import static io.openclaw.workspace.yaml.Key.required;
import static io.openclaw.workspace.yaml.Key.withDefault;

import io.openclaw.workspace.ModelSettings;
import io.openclaw.workspace.ModelSettings.Thinking;
import io.openclaw.workspace.yaml.Key;
import io.openclaw.workspace.yaml.Scalar;
import io.openclaw.workspace.yaml.Shape;

/** {@code model:} of an agent. */
final class ModelShape {
  private static final Key<String> PROVIDER =
      required("provider", Scalar.TEXT, "Who runs the model, for example anthropic.");
  private static final Key<String> NAME =
      required(
          "name",
          Scalar.TEXT,
          "The provider's name of the model, or an alias such as claude-opus.");
  private static final Key<String> VERSION =
      withDefault("version", Scalar.TEXT, "latest", "latest, or a version that is to stay.");
  private static final Key<Double> TEMPERATURE =
      required("temperature", Scalar.number(0, 2), "0: always the likeliest word; 2: very free.");
  private static final Key<Integer> MAX_TOKENS =
      required("max_tokens", Scalar.integer(1, Integer.MAX_VALUE), "The longest reply, in tokens.");
  private static final Key<Thinking> THINKING =
      withDefault(
          "thinking",
          Scalar.oneOf(Thinking.class, Thinking.NONE),
          Thinking.NONE,
          "How much it thinks before it answers.");

  static final Shape<ModelSettings> MODEL =
      Shape.of(
          "A model and how it is asked.",
          map ->
              new ModelSettings(
                  map.get(PROVIDER),
                  map.get(NAME),
                  map.get(VERSION),
                  map.get(TEMPERATURE),
                  map.get(MAX_TOKENS),
                  map.get(THINKING)),
          PROVIDER,
          NAME,
          VERSION,
          TEMPERATURE,
          MAX_TOKENS,
          THINKING);

  private ModelShape() {}
}
