package io.openclaw.local;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A task's id as {@code ask} shows it. */
final class TaskId implements ITypeConverter<UUID> {

  @Override
  public UUID convert(String text) {
    String id = text.strip();
    // UUID.fromString takes much shorter texts, too.
    if (!id.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")) {
      throw new TypeConversionException(
          "'" + text + "' is no task id such as 0192f0c4-7a3e-7c11-9b1a-3f6d2c5b8e01");
    }
    return UUID.fromString(id);
  }
}
