package io.openclaw.worker.artifact;

import io.openclaw.artifact.ArtifactStore;
import io.openclaw.artifact.ArtifactStores;
import io.openclaw.worker.WorkerConfig;
import io.openclaw.worker.liveness.WorkerIdentity;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** Opens the store that is configured. */
@Dependent
final class ArtifactsProducer {

  @Produces
  @Singleton
  ArtifactStore store(WorkerConfig config) {
    return ArtifactStores.open(config.artifacts(), config.data());
  }

  void close(@Disposes ArtifactStore store) {
    store.close();
  }

  @Produces
  @Singleton
  Artifacts artifacts(ArtifactStore store, WorkerConfig config, WorkerIdentity identity) {
    Path folder = config.cache().resolve("artifacts");
    return new Artifacts(
        store,
        folder.resolve("attempts").resolve(identity.id().replace('/', '_')),
        folder.resolve("copies"),
        config.worker().artifactCache().asLongValue());
  }
}
