/**
 * How a request will be done: its route made a plan. Pure but for one question to the file system,
 * whether a named data set exists ({@link io.openclaw.orchestrator.route.Datasets}).
 */
@NullMarked
package io.openclaw.orchestrator.route;

import org.jspecify.annotations.NullMarked;
