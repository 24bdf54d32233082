/** The Python that a skill runs on: found, checked against the skill's requirements, or made. */
@NullMarked
package io.openclaw.worker.environment;

import org.jspecify.annotations.NullMarked;
