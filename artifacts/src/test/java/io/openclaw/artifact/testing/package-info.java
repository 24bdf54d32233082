/** A real S3-compatible server for tests. */
package io.openclaw.artifact.testing;
