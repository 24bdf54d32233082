package io.openclaw.worker.skill.wasm;

import java.util.Arrays;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.MStack;
import run.endive.runtime.Memory;
import run.endive.runtime.TableInstance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;

/** Keeps one instance from taking more of the worker's memory than it may. */
final class GuestLimits {
  private static final int PAGE = 64 * 1024;

  /** Values on the stack of all calls under way: 8 MiB. */
  private static final int MOST_VALUES = 1 << 20;

  /** Files and folders that one call may open or make; each takes a bit of memory. */
  private static final int MOST_FILES = 10_000;

  // Error numbers of WASI.
  private static final int EINVAL = 28;
  private static final int EMFILE = 33;
  private static final int ENOTSUP = 58;

  private final int mostPages;
  private int opened;

  /**
   * @param mostBytes of its memory
   */
  GuestLimits(long mostBytes) {
    this.mostPages = Math.clamp(mostBytes / PAGE, 1, MemoryLimits.MAX_PAGES);
  }

  /** Something took more than it may. */
  static final class Exceeded extends WasmEngineException {
    private static final long serialVersionUID = 1L;

    Exceeded(String what) {
      super(what);
    }
  }

  /** What asks for more later is told that there is none. */
  Memory memory(MemoryLimits declared) {
    if (declared.initialPages() > mostPages) {
      throw new Exceeded(
          "it begins with %d MiB of memory, and may have %d"
              .formatted(mebibytes(declared.initialPages()), mebibytes(mostPages)));
    }
    return new ByteArrayMemory(
        new MemoryLimits(
            declared.initialPages(), Math.min(declared.maximumPages(), mostPages), false));
  }

  private static int mebibytes(int pages) {
    return (int) (((long) pages * PAGE) >> 20);
  }

  static TableInstance table(Table declared, int initialValue) {
    TableLimits limits =
        new TableLimits(
            declared.limits().min(), Math.min(declared.limits().max(), ModuleCheck.MOST_ELEMENTS));
    return new TableInstance(
        new Table(declared.elementType(), limits, declared.initialize()), initialValue);
  }

  /** Calls upon calls end at the thread's own stack, and each may have put much on this one. */
  static void onExecution(Instruction instruction, MStack stack) {
    if (stack.size() > MOST_VALUES) {
      throw new Exceeded("its calls go too deep");
    }
  }

  /** The same functions; those that make the worker allocate what the module says check that. */
  HostFunction[] guard(HostFunction[] functions) {
    return Arrays.stream(functions)
        .map(f -> new HostFunction(f.module(), f.name(), f.functionType(), guard(f)))
        .toArray(HostFunction[]::new);
  }

  private WasmFunctionHandle guard(HostFunction function) {
    WasmFunctionHandle handle = function.handle();
    return switch (function.name()) {
      case "fd_read", "fd_pread" ->
          (instance, args) ->
              fits(instance, (int) args[1], (int) args[2])
                  ? handle.apply(instance, args)
                  : result(EINVAL);
      case "random_get" ->
          (instance, args) ->
              fits(instance, (int) args[1]) ? handle.apply(instance, args) : result(EINVAL);
      case "fd_readdir" ->
          (instance, args) ->
              fits(instance, (int) args[2]) ? handle.apply(instance, args) : result(EINVAL);
      case "path_open", "path_create_directory" ->
          (instance, args) -> opened++ < MOST_FILES ? handle.apply(instance, args) : result(EMFILE);
      case "path_link", "path_symlink" -> (instance, args) -> result(ENOTSUP);
      default -> handle;
    };
  }

  private static boolean fits(Instance instance, int vectors, int count) {
    long sum = 0;
    for (int i = 0; i < count && sum >= 0; i++) {
      int length = instance.memory().readInt(vectors + (i * 8) + 4);
      sum = length < 0 ? -1 : sum + length;
    }
    return sum >= 0 && sum <= size(instance);
  }

  private static boolean fits(Instance instance, int length) {
    return length >= 0 && length <= size(instance);
  }

  private static long size(Instance instance) {
    return (long) instance.memory().pages() * PAGE;
  }

  private static long[] result(int errno) {
    return new long[] {errno};
  }
}
