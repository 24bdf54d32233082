/** Kafka, PostgreSQL and Redis as child processes, with no Docker and nothing installed. */
@NullMarked
package io.openclaw.local.server;

import org.jspecify.annotations.NullMarked;
