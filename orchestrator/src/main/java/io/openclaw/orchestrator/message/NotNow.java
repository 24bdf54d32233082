package io.openclaw.orchestrator.message;

/** A failure that says that nothing is wrong, and that it is too early: something has to happen. */
public interface NotNow {}
