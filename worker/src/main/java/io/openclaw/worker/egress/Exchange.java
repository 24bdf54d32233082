package io.openclaw.worker.egress;

import io.openclaw.worker.egress.EgressDecision.Granted;
import io.openclaw.worker.egress.EgressDecision.Reason;
import io.openclaw.worker.egress.EgressDecision.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One connection of a call with its proxy: one request, and then bytes in both ways until either
 * side has no more. Confined to its thread, but for the answer's bytes, which have one of their
 * own.
 */
final class Exchange {
  /**
   * What all exchanges of a call have.
   *
   * @param refusals is told of each host that is refused, before the call is
   */
  record Rules(
      EgressPolicy policy,
      Injection injection,
      HostConnector hosts,
      EgressLog log,
      Consumer<Refused> refusals) {}

  private final Rules rules;
  private final SocketChannel client;
  private final InputStream in;
  private final OutputStream out;

  Exchange(Rules rules, SocketChannel client) {
    this.rules = rules;
    this.client = client;
    this.in = new BufferedInputStream(Channels.newInputStream(client));
    this.out = Channels.newOutputStream(client);
  }

  /**
   * Serves it to its end.
   *
   * @throws IOException where the connection ends before
   */
  void run() throws IOException {
    RequestHead head;
    try {
      head = RequestHead.read(in);
    } catch (RequestHead.MalformedException e) {
      rules.log().refused("", 0, Reason.MALFORMED);
      reply("400 Bad Request", "malformed", String.valueOf(e.getMessage()));
      return;
    }
    if (head != null) {
      forward(head.isTunnel() ? Route.tunnel(head) : rules.injection().route(head));
    }
  }

  private void forward(Route route) throws IOException {
    switch (rules.policy().decide(route.head().host(), route.port())) {
      case Refused refused -> {
        rules.log().refused(route.host(), route.port(), refused.reason());
        rules.refusals().accept(refused);
        refuse(refused);
      }
      case Granted granted -> {
        rules.log().granted(route.host(), route.port());
        connect(route, granted);
      }
    }
  }

  private void refuse(Refused refused) throws IOException {
    if (refused.reason() == Reason.UNKNOWN_HOST) {
      reply("502 Bad Gateway", "unreachable", refused.message());
    } else {
      reply("403 Forbidden", "forbidden", refused.message());
    }
  }

  private void connect(Route route, Granted granted) throws IOException {
    try (Upstream upstream = rules.hosts().reach(route, granted)) {
      begin(route, upstream);
      Thread back = Thread.ofVirtual().start(() -> pumpBack(upstream));
      if (route.mail() != null) {
        Submission.login(in, upstream.out(), rules.injection().secretsFor(route));
      }
      pump(in, upstream.out());
      upstream.finish();
      back.join();
    } catch (HostConnector.UnreachableException e) {
      reply("502 Bad Gateway", "unreachable", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Route route, Upstream upstream) throws IOException {
    if (route.head().isTunnel()) {
      out.write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
      out.write(ascii(route.mail() == null ? "" : route.mail().greeting()));
      out.flush();
    } else {
      upstream.out().write(ascii(rules.injection().rewritten(route)));
      upstream.out().flush();
    }
  }

  private void pumpBack(Upstream upstream) {
    try {
      pump(upstream.in(), out);
      client.shutdownOutput();
      client.shutdownInput();
    } catch (IOException e) {
      OpenConnections.close(client);
    }
  }

  private static void pump(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      out.flush();
    }
  }

  private void reply(String status, String outcome, String message) throws IOException {
    byte[] body = (message + "\n").getBytes(StandardCharsets.UTF_8);
    String head =
        """
        HTTP/1.1 %s
        X-OpenClaw-Egress: %s
        Content-Type: text/plain; charset=utf-8
        Content-Length: %d
        Connection: close

        """
            .formatted(status, outcome, body.length)
            .replace("\n", "\r\n");
    out.write(ascii(head));
    out.write(body);
    out.flush();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
