/**
 * The files of a workspace, each read for itself: what its keys are, what they become, and where
 * each word stands that another file refers to.
 */
@NullMarked
package io.openclaw.workspace.file;

import org.jspecify.annotations.NullMarked;
