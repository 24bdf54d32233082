/**
 * Where a request goes: the routing rules, and the choice of a public skill where no agent is
 * asked. Pure functions of a workspace, so that the same code decides in the orchestrator and
 * explains on the command line.
 */
@NullMarked
package io.openclaw.route;

import org.jspecify.annotations.NullMarked;
