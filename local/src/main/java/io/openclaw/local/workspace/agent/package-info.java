/** Makes agents out of agents/template. */
@NullMarked
package io.openclaw.local.workspace.agent;

import org.jspecify.annotations.NullMarked;
