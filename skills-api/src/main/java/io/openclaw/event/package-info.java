/**
 * The event model: everything the services say to each other and to clients.
 *
 * <p>One sealed interface per stream, small records as cases, an explicit and stable {@code type}
 * name for each. A case is never renamed or given another meaning: a new version gets a new type
 * name ({@code …v2}) and a case of its own.
 */
@NullMarked
package io.openclaw.event;

import org.jspecify.annotations.NullMarked;
