/**
 * The durable state in PostgreSQL. Tasks move through {@link
 * io.openclaw.orchestrator.store.TaskLedger}, whose statements are transactions by themselves; the
 * rest runs inside a transaction of {@link io.openclaw.orchestrator.store.Transactions}, where
 * operations are chained, never combined.
 */
@NullMarked
package io.openclaw.orchestrator.store;

import org.jspecify.annotations.NullMarked;
