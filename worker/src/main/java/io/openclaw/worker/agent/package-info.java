/**
 * What an agent does with a step: its loop of thinking and calling, whatever model thinks for it.
 */
@NullMarked
package io.openclaw.worker.agent;

import org.jspecify.annotations.NullMarked;
