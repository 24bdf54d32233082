@NullMarked
package io.openclaw.worker.skill.wasm;

import org.jspecify.annotations.NullMarked;
