/** Tasks: taken in, looked at, watched, and their files handed out. */
@NullMarked
package io.openclaw.gateway.task;

import org.jspecify.annotations.NullMarked;
