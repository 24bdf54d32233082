/** JSON lines: what the worker and a handler outside of it say to each other. */
@NullMarked
package io.openclaw.worker.skill.protocol;

import org.jspecify.annotations.NullMarked;
