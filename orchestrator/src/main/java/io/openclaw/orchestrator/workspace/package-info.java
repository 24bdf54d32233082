/** The workspace in force, and the versions before it that tasks still run on. */
@NullMarked
package io.openclaw.orchestrator.workspace;

import org.jspecify.annotations.NullMarked;
