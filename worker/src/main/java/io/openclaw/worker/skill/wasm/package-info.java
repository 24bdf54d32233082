/** Handlers as WebAssembly modules: loading one, what it may see of the machine, and its end. */
@NullMarked
package io.openclaw.worker.skill.wasm;

import org.jspecify.annotations.NullMarked;
