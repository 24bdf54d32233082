/** Brings stored messages to the live view and to Kafka, in order, by one replica at a time. */
@NullMarked
package io.openclaw.orchestrator.outbox;

import org.jspecify.annotations.NullMarked;
