package io.openclaw.worker.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openclaw.event.EventJson;
import io.openclaw.workspace.LoadResult.Loaded;
import io.openclaw.workspace.live.WorkspaceArchive;
import io.openclaw.workspace.live.WorkspaceReport;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The orchestrator's versions of the workspace, those that a test puts there. */
final class FakeArchives implements AutoCloseable {
  private static final String PATH = "/internal/v1/workspace";

  private final Map<String, byte[]> answers;
  private final HttpServer server;

  private FakeArchives(int port, Map<String, byte[]> answers) throws IOException {
    this.answers = answers;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(PATH, this::answer);
    server.start();
  }

  static FakeArchives start() throws IOException {
    return new FakeArchives(0, new ConcurrentHashMap<>());
  }

  /** At the same address, with the same versions, after this one was closed. */
  FakeArchives again() throws IOException {
    return new FakeArchives(server.getAddress().getPort(), answers);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** It has the version of a folder, which is sound. */
  String put(Path workspace) {
    Loaded loaded = (Loaded) WorkspaceLoader.load(workspace);
    String version = loaded.workspace().version();
    answers.put(PATH + "/versions/" + version, WorkspaceArchive.pack(loaded.content()));
    return version;
  }

  /** That version is in force from now on. */
  void putInForce(Path workspace) throws IOException {
    WorkspaceReport report =
        new WorkspaceReport(null, null, put(workspace), Instant.EPOCH, List.of());
    answers.put(PATH, EventJson.mapper().writeValueAsBytes(report));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] answer = answers.get(exchange.getRequestURI().getPath());
    boolean known =
        ("Bearer " + WorkerProcess.TOKEN)
            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.sendResponseHeaders(!known ? 401 : answer == null ? 404 : 200, 0);
    try (var body = exchange.getResponseBody()) {
      if (known && answer != null) {
        body.write(answer);
      }
    }
  }
}
