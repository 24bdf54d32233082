/** What keeps calls of skills within bounds: how often, and how much of the machine at once. */
@NullMarked
package io.openclaw.worker.limit;

import org.jspecify.annotations.NullMarked;
