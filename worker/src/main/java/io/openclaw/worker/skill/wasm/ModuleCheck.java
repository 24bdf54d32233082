package io.openclaw.worker.skill.wasm;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.MemorySection;
import run.endive.wasm.types.TypeSection;

/**
 * What a module may be made of. What is refused here would take memory of the worker that nobody
 * counts, or wait where nobody wakes it.
 */
final class ModuleCheck {
  /** Of each function, since every call that is under way has its own. */
  private static final int MOST_LOCALS = 5_000;

  /** Entries of all tables, which grow outside of the module's memory. */
  static final int MOST_ELEMENTS = 100_000;

  private ModuleCheck() {}

  /** Why a module cannot be a handler; null: it can. */
  static @Nullable String fault(WasmModule module) {
    if (Arrays.stream(names(module)).noneMatch("_start"::equals)) {
      return "it exports no _start; build it as a command for wasm32-wasip1";
    }
    if (module.memorySection().map(MemorySection::memoryCount).orElse(0) != 1) {
      return "it must have one memory of its own";
    }
    if (module.memorySection().orElseThrow().getMemory(0).limits().shared()) {
      return "its memory is shared; build it without threads";
    }
    if (hasObjects(module.typeSection())) {
      return "it has types of garbage-collected objects; build it without them";
    }
    if (module.tableSection().tableCount() > 1
        || (module.tableSection().tableCount() == 1
            && module.tableSection().getTable(0).limits().min() > MOST_ELEMENTS)) {
      return "it must have one table at the most, of %d entries".formatted(MOST_ELEMENTS);
    }
    return Arrays.stream(module.codeSection().functionBodies())
            .anyMatch(body -> body.localTypes().size() > MOST_LOCALS)
        ? "a function has more than %d locals".formatted(MOST_LOCALS)
        : null;
  }

  private static String[] names(WasmModule module) {
    String[] names = new String[module.exportSection().exportCount()];
    Arrays.setAll(names, i -> module.exportSection().getExport(i).name());
    return names;
  }

  private static boolean hasObjects(TypeSection types) {
    for (int i = 0; i < types.subTypeCount(); i++) {
      if (types.getSubType(i).compType().funcType() == null) {
        return true;
      }
    }
    return false;
  }
}
