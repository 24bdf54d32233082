/** What a skill's process may see, use and spend, and what holds it to that. */
@NullMarked
package io.openclaw.worker.sandbox;

import org.jspecify.annotations.NullMarked;
