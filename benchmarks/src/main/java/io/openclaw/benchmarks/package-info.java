/** What is measured, and how; see {@code benchmarks/README.md}. */
@NullMarked
package io.openclaw.benchmarks;

import org.jspecify.annotations.NullMarked;
