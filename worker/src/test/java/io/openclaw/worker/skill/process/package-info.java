@NullMarked
package io.openclaw.worker.skill.process;

import org.jspecify.annotations.NullMarked;
