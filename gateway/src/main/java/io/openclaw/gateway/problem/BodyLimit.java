package io.openclaw.gateway.problem;

import io.openclaw.gateway.GatewayConfig;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body that is longer than allowed and did not say so at its start. */
@Provider
public class BodyLimit implements ReaderInterceptor {
  private final Instance<GatewayConfig> config;

  /** The framework makes interceptors before there is a configuration to read. */
  BodyLimit(Instance<GatewayConfig> config) {
    this.config = config;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context)
      throws IOException, WebApplicationException {
    long limit = config.get().gateway().maxBody().asLongValue();
    context.setInputStream(new Limited(context.getInputStream(), limit));
    return context.proceed();
  }

  private static final class Limited extends FilterInputStream {
    private final long limit;
    private long read;

    Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int n) {
      read += n;
      if (read > limit) {
        throw ProblemException.of(
            ProblemCode.BODY_TOO_LARGE, "the body has more than " + limit + " bytes");
      }
    }
  }
}
