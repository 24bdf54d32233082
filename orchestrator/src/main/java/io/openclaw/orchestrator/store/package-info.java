/**
 * The durable state in PostgreSQL. Everything here runs inside a transaction of {@link
 * io.openclaw.orchestrator.store.Transactions}; operations of one transaction are chained, never
 * combined.
 */
@NullMarked
package io.openclaw.orchestrator.store;

import org.jspecify.annotations.NullMarked;
