package io.openclaw.inbox;

import static java.util.Objects.requireNonNull;

/**
 * A look into an inbox. What it gets counts as read, but for later attempts of the same step: what
 * one attempt got is lost with it, so the next one gets it again.
 *
 * @param key the same for every attempt of the step in which it is read
 * @param attempt counts these, from 1
 * @param limit messages at most, 1 to {@value #MOST}
 */
public record Reading(String tenant, String agent, String key, int attempt, int limit) {
  public static final int MOST = 50;

  public Reading {
    requireNonNull(tenant, "tenant is null");
    requireNonNull(agent, "agent is null");
    requireNonNull(key, "key is null");
  }
}
