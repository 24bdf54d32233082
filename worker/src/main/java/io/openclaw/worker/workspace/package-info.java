/**
 * The workspace that this worker works with: the version in force, and those that steps began with.
 */
@NullMarked
package io.openclaw.worker.workspace;

import org.jspecify.annotations.NullMarked;
