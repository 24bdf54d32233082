/**
 * A workspace that follows its folder while services run, and its earlier versions, on which tasks
 * finish that began with them.
 */
@NullMarked
package io.openclaw.workspace.live;

import org.jspecify.annotations.NullMarked;
