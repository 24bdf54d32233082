/**
 * The orchestrator: takes tasks, routes them, runs their steps on the workers and keeps their
 * durable state. Each message is one database transaction; all that leaves goes through the outbox.
 */
@NullMarked
package io.openclaw.orchestrator;

import org.jspecify.annotations.NullMarked;
