/** A task as clients see it. */
@NullMarked
package io.openclaw.task;

import org.jspecify.annotations.NullMarked;
