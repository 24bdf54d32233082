/** The only way out of a sandbox: a proxy that decides host by host, and holds the secrets. */
@NullMarked
package io.openclaw.worker.egress;

import org.jspecify.annotations.NullMarked;
