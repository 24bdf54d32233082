/** The Kafka topics that the services talk over. */
@NullMarked
package io.openclaw.orchestrator.topic;

import org.jspecify.annotations.NullMarked;
