/** Handlers inside the worker: trusted code on threads of its own. */
@NullMarked
package io.openclaw.worker.skill.inprocess;

import org.jspecify.annotations.NullMarked;
