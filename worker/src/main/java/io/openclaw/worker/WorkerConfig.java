package io.openclaw.worker;

import io.openclaw.artifact.ArtifactsConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All that can be set on a worker beside Kafka, Redis and HTTP, with the defaults. */
@ConfigMapping(prefix = "openclaw")
public interface WorkerConfig {

  /** The workspace folder. */
  @WithDefault("${OPENCLAW_WORKSPACE:workspace}")
  Path workspace();

  /** Whether the folder is watched, so that an edit comes into force without being asked for. */
  @WithDefault("${OPENCLAW_WORKSPACE_WATCH:true}")
  boolean workspaceWatch();

  /**
   * How long a start at which the folder is not sound waits for the orchestrator, which knows the
   * version in force; after that it takes the copy in the cache that was used last.
   */
  @WithDefault("${OPENCLAW_WORKSPACE_PATIENCE:60s}")
  Duration workspacePatience();

  /**
   * Address of the orchestrator, which has the versions of the workspace that this worker has
   * missed; without it, a step of such a version fails.
   */
  @WithDefault("${ORCHESTRATOR_URL:}")
  Optional<URI> orchestratorUrl();

  /** Where artifacts lie unless they are in S3; shared with the gateway. */
  @WithDefault("${OPENCLAW_DATA:.openclaw/data}")
  Path data();

  /**
   * Python environments, the helper, and copies of the workspace; may be lost, and may be shared by
   * workers.
   */
  @WithDefault("${OPENCLAW_CACHE:.openclaw/cache}")
  Path cache();

  /** A Python of 3.10 or later; without it, the newest one on the path. */
  @WithDefault("${OPENCLAW_PYTHON:}")
  Optional<String> python();

  /** Bearer token of the internal endpoints; without it they answer nobody. */
  @WithDefault("${OPENCLAW_INTERNAL_TOKEN:}")
  Optional<String> internalToken();

  /** The same as the gateway's. */
  ArtifactsConfig artifacts();

  Worker worker();

  /** The worker's own limits. */
  interface Worker {

    /** Stable name of the worker; without it, the host's. */
    @WithDefault("${WORKER_ID:}")
    Optional<String> id();

    /** Ids of the agents it serves; {@code *} means every one. */
    @WithDefault("${AGENT_ID:*}")
    List<String> agents();

    /**
     * Steps under way at once, of all agents together; without it, only the load balancer's limits
     * for single agents hold. Further ones stay in Kafka.
     */
    OptionalInt maxConcurrentSteps();

    /** Turns of an agent in one step. */
    @WithDefault("32")
    int maxTurns();

    /** How long steps may go on after the worker was told to stop. */
    @WithDefault("0s")
    Duration shutdownGrace();

    /** Between asking a skill's processes to end and ending them. */
    @WithDefault("2s")
    Duration killGrace();

    /** Longest line that a skill may write. */
    @WithDefault("16M")
    MemorySize maxLine();

    /** Largest report, 16M at most; the default is a bit below what Kafka takes by default. */
    @WithDefault("900K")
    MemorySize maxReport();

    /**
     * An output whose JSON has more bytes goes to the artifacts, and a reference takes its place.
     */
    @WithDefault("64K")
    MemorySize inlineLimit();

    /** Of one result: where its outputs have more bytes together, the largest go first. */
    @WithDefault("256K")
    MemorySize inlineTotal();

    /** Copies of artifacts from a store that is not on this machine. */
    @WithDefault("1G")
    MemorySize artifactCache();

    /**
     * GPUs that calls of skills may be given: indices or UUIDs, {@code none} for none; without it,
     * all that {@code nvidia-smi} finds.
     */
    @WithDefault("${OPENCLAW_GPUS:}")
    Optional<List<String>> gpus();

    @WithDefault("1s")
    Duration heartbeat();

    Sandbox sandbox();

    Warm warm();

    Live live();

    Limits limits();
  }

  /** What keeps calls of skills within bounds. */
  interface Limits {

    /** Longest wait of a call for the rate limit of its skill; it is refused instead. */
    @WithDefault("10s")
    Duration rateWait();

    /** Whether a skill is called only if {@code orchestrator/skills.lock} pins it. */
    @WithDefault("false")
    boolean requirePin();

    /**
     * Processors that the calls under way may take together by what their skills say, as a multiple
     * of those that there are.
     */
    @WithDefault("2.0")
    double cpuFactor();

    /** Memory that they may take together; without it, all but the worker's own heap. */
    Optional<MemorySize> memory();

    /**
     * How long a call's GPUs stay leased unless the worker renews that, which it does three times
     * as often: so long nobody has the GPUs of a worker that has died.
     */
    @WithDefault("15s")
    Duration gpuLease();

    /** Longest wait for Redis; after that the worker keeps the limits by itself. */
    @WithDefault("1s")
    Duration patience();
  }

  /** Processes that have imported their handlers and wait for calls. */
  interface Warm {
    /** Of all of them together; 0 for none, so that each call starts a process. */
    @WithDefault("512M")
    MemorySize memory();

    /** Those that nobody has asked for so long end. */
    @WithDefault("5m")
    Duration idle();
  }

  /** What a skill's processes run in. */
  interface Sandbox {

    /** Whether there is one. Off means that skills run with all the rights of the worker. */
    @WithDefault("${OPENCLAW_SANDBOX:on}")
    Switch mode();

    /**
     * Hosts, perhaps with ports, that skills may reach although their addresses are private; they
     * still have to be granted to the agent or the skill.
     */
    @WithDefault("${OPENCLAW_EGRESS_PRIVATE:}")
    Optional<List<String>> privateHosts();

    /** Of one call, where its skill does not say. */
    @WithDefault("2G")
    MemorySize memory();

    /** Processes and threads of one call. */
    @WithDefault("512")
    int processes();

    /** Of one process. */
    @WithDefault("1024")
    int openFiles();

    /**
     * That the scratch folder and the artifacts of one call may take, and a single file anywhere.
     */
    @WithDefault("4G")
    MemorySize disk();
  }

  /** On or off. */
  enum Switch {
    ON,
    OFF
  }

  /** The live view. */
  interface Live {

    /** Events that may wait to be written; beyond that they are dropped. */
    @WithDefault("10000")
    int buffer();

    /** Words of one agent that come within this time are written as one event. */
    @WithDefault("20ms")
    Duration linger();

    /** Longest wait for Redis, for a batch and before a step's report. */
    @WithDefault("1s")
    Duration patience();
  }
}
