/**
 * The worker: takes steps from Kafka, runs agents and their skills, says what comes of it. One
 * package a feature; {@code step} is where a step comes in and its report goes out.
 */
@NullMarked
package io.openclaw.worker;

import org.jspecify.annotations.NullMarked;
