package io.openclaw.gateway;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All settings of the gateway that are its own. Each is also an environment variable: {@code
 * openclaw.gateway.token} is {@code OPENCLAW_GATEWAY_TOKEN}.
 */
@ConfigMapping(prefix = "openclaw")
public interface GatewayConfig {

  /** The workspace's folder. */
  @WithDefault("workspace")
  Path workspace();

  /** Whether the folder is watched, so that an edit is shown without being asked for. */
  @WithDefault("true")
  boolean workspaceWatch();

  /** The data folder; artifacts lie in {@code artifacts} below it unless they are in S3. */
  @WithDefault(".openclaw/data")
  Path data();

  /** For copies of the workspace; may be lost, and may be shared. */
  @WithDefault(".openclaw/cache")
  Path cache();

  /**
   * How long a start at which the folder is not sound waits for the orchestrator, which knows the
   * version in force.
   */
  @WithDefault("60s")
  Duration workspacePatience();

  /** The same as the workers'. */
  ArtifactsConfig artifacts();

  Internal internal();

  Orchestrator orchestrator();

  Gateway gateway();

  /** What the services share among themselves. */
  interface Internal {

    /** Bearer token between services. Without it the gateway does not start. */
    Optional<String> token();
  }

  /** How the orchestrators are asked. */
  interface Orchestrator {

    /**
     * Their addresses, or one that stands for all. The first that can be reached answers, in this
     * order.
     */
    @WithDefault("${ORCHESTRATOR_URL:http://127.0.0.1:8888}")
    List<URI> urls();

    /** By then there is a connection, or the next one is asked. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** By then one of them has answered, or the client is told that none does. */
    @WithDefault("10s")
    Duration timeout();
  }

  /** The gateway itself. */
  interface Gateway {

    /**
     * The operator's bearer token, 16 characters or more. Without it the gateway does not start.
     */
    Optional<String> token();

    /** Origins from which browsers may open a WebSocket, beside the gateway's own host. */
    Optional<List<String>> allowedOrigins();

    /**
     * Of a request's body, and of one request frame on a WebSocket, whose clients are told it as
     * {@code policy.maxPayload}.
     */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Of a task's text, in characters. */
    @WithDefault("32768")
    int maxText();

    /** By then a task is stored, or the client is told that it isn't. */
    @WithDefault("5s")
    Duration acceptTimeout();

    Live live();

    Websocket websocket();
  }

  /** The live view. */
  interface Live {

    /** A silent SSE stream gets a comment this often. */
    @WithDefault("15s")
    Duration keepAlive();

    /** How often a silent run is looked at without a notification, should one have been lost. */
    @WithDefault("5s")
    Duration recheck();

    /** How often the recorded history is read while there is no stream to follow. */
    @WithDefault("1s")
    Duration historyInterval();

    /** Redis may be away for this long before the recorded history is shown in its place. */
    @WithDefault("2s")
    Duration outageGrace();

    /** A client that has not taken one event after this long is dropped. */
    @WithDefault("30s")
    Duration slowClientTimeout();

    /** Events read at once; no client has more than these waiting in memory. */
    @WithDefault("64")
    int pageSize();

    /** Clients' views of runs that are open at once, however many of them are of one run. */
    @WithDefault("10000")
    int maxWatches();

    /**
     * For the recorded histories of all watched runs together; what there is no room for is read
     * again each time.
     */
    @WithDefault("64M")
    MemorySize historyMemory();

    /** Of one answer of Redis. */
    @WithDefault("2s")
    Duration redisTimeout();
  }

  /** The WebSocket. */
  interface Websocket {

    /** From opening the socket to a valid {@code connect} frame. */
    @WithDefault("10s")
    Duration connectTimeout();

    @WithDefault("30s")
    Duration tickInterval();

    /** Of what a client may send before it has authenticated. */
    @WithDefault("64K")
    MemorySize maxUnauthenticated();

    /** Bytes that may wait for a client that does not read; then it is dropped. */
    @WithDefault("52428800")
    MemorySize maxBuffered();

    /** Requests that one connection may have under way. */
    @WithDefault("32")
    int maxRequests();

    /** Tasks that one connection may watch. */
    @WithDefault("256")
    int maxSubscriptions();
  }
}
