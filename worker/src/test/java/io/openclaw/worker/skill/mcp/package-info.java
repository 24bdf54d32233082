@NullMarked
package io.openclaw.worker.skill.mcp;

import org.jspecify.annotations.NullMarked;
