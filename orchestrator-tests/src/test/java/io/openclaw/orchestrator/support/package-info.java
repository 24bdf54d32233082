/** What the tests run against. */
@NullMarked
package io.openclaw.orchestrator.support;

import org.jspecify.annotations.NullMarked;
