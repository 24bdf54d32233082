package io.openclaw.worker.it;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One worker for all tests of a class. */
abstract class WorkerCase extends StepsCase {
  static WorkerProcess worker;

  @BeforeAll
  static void startWorker() throws Exception {
    worker = WorkerProcess.start(servers, Map.of());
  }

  @AfterAll
  static void stopWorker() {
    worker.close();
  }
}
