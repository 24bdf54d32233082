package io.openclaw.workspace.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A list that says it all here, or a value that refers to where it is said.
 *
 * @param element what each entry of a list is
 * @param other what anything but a list is
 */
public record ListOrElse<E, O>(Type<E> element, Type<O> other)
    implements Type<ListOrElse.Choice<E, O>> {

  /** What was written. */
  public sealed interface Choice<E, O> {
    record Many<E, O>(List<E> elements) implements Choice<E, O> {
      public Many {
        elements = List.copyOf(elements);
      }
    }

    record Other<E, O>(O value) implements Choice<E, O> {}
  }

  @Override
  public Choice<E, O> read(YamlValue value) {
    return value.node() instanceof SequenceNode
        ? new Choice.Many<>(new ListOf<>(element).read(value))
        : new Choice.Other<>(other.read(value));
  }

  @Override
  public Choice<E, O> standIn(Place at) {
    return new Choice.Many<>(List.of());
  }
}
