/**
 * The orchestrator: takes tasks, routes them, runs their steps on the workers and keeps their
 * durable state. What comes in at once is one database transaction; what leaves goes through the
 * outbox.
 */
@NullMarked
package io.openclaw.orchestrator;

import org.jspecify.annotations.NullMarked;
