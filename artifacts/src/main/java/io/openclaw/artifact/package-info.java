/**
 * Where the files lie that tasks make, and who has taken which attempt: {@link
 * io.openclaw.artifact.ArtifactStore} and its two kinds.
 */
@NullMarked
package io.openclaw.artifact;

import org.jspecify.annotations.NullMarked;
