@NullMarked
package io.openclaw.worker.skill;

import org.jspecify.annotations.NullMarked;
