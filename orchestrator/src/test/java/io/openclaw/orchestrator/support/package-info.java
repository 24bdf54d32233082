/** What the tests begin with. */
@NullMarked
package io.openclaw.orchestrator.support;

import org.jspecify.annotations.NullMarked;
