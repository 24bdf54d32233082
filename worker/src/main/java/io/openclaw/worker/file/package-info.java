/** Handling of folders that the worker made. */
@NullMarked
package io.openclaw.worker.file;

import org.jspecify.annotations.NullMarked;
