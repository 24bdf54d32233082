package io.openclaw.gateway.live;

/** A client has not taken an event in the time that it has for that. */
public final class SlowClientException extends Exception {
  private static final long serialVersionUID = 1L;

  public SlowClientException() {
    super("the client does not read");
  }
}
