/** Large values, out of results and into steps. */
package io.openclaw.worker.value;
