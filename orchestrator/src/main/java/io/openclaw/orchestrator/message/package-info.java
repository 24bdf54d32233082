/**
 * Messages on Kafka, in and out: what a consumer may rely on (each message is dealt with or lies in
 * the dead letters, and the next one comes), and the one way to send.
 */
@NullMarked
package io.openclaw.orchestrator.message;

import org.jspecify.annotations.NullMarked;
