/** Spreads an agent's steps over its workers, as orchestrator/load-balancer.yaml says. */
@NullMarked
package io.openclaw.orchestrator.dispatch;

import org.jspecify.annotations.NullMarked;
