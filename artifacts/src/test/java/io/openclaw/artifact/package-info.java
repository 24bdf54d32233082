/** One suite for every kind of store, and what is special about each. */
package io.openclaw.artifact;
