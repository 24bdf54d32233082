/** The HTTP endpoints for the other services: tasks, their histories, and why a text goes where. */
@NullMarked
package io.openclaw.orchestrator.api;

import org.jspecify.annotations.NullMarked;
