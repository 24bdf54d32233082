/** Handlers that are tools of an MCP server: a client for one call, and its two transports. */
@NullMarked
package io.openclaw.worker.skill.mcp;

import org.jspecify.annotations.NullMarked;
