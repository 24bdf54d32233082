/**
 * Which handlers to call, in which order and with which inputs, found by what handlers declare and
 * by nothing else.
 */
@NullMarked
package io.openclaw.worker.plan;

import org.jspecify.annotations.NullMarked;
