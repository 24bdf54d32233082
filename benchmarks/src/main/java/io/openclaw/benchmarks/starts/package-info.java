/** How soon a skill's handler begins, in every runtime, with the sandbox on. */
@NullMarked
package io.openclaw.benchmarks.starts;

import org.jspecify.annotations.NullMarked;
