@NullMarked
package io.openclaw.worker.model;

import org.jspecify.annotations.NullMarked;
