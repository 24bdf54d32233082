/** What folders hold, and whether that has changed. */
@NullMarked
package io.openclaw.worker.content;

import org.jspecify.annotations.NullMarked;
