package io.openclaw.worker.skill.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openclaw.worker.fixture.SkillFixture;
import io.openclaw.worker.skill.SkillRuntime;
import io.openclaw.worker.skill.SkillRuntimeContract;
import io.openclaw.worker.skill.process.TestCells;
import io.openclaw.workspace.Handler;
import io.openclaw.workspace.McpServer.Address;
import io.openclaw.workspace.Skill;
import io.openclaw.workspace.SkillNetwork;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** With a server behind streamable HTTP that answers with streams of events. */
class HttpContractTest extends SkillRuntimeContract {
  @TempDir static Path cache;
  private static Runtimes runtimes;
  private static BridgedServer server;

  @BeforeAll
  static void prepare() throws Exception {
    runtimes = new Runtimes(cache);
    server = BridgedServer.start();
  }

  @AfterAll
  static void close() {
    server.close();
    runtimes.close();
  }

  @Override
  protected SkillRuntime runtime() {
    return runtimes.runtime(List.of(server.host()), Runtimes.OWN, MAX_LINE, GRACE);
  }

  @Override
  protected Skill skill(Handler handler) {
    return SkillFixture.skill(SKILL)
        .server(new Address.Http(server.url()))
        .network(new SkillNetwork(List.of(server.host()), List.of()))
        .handler(handler)
        .build();
  }

  @Override
  protected Set<Lack> lacks() {
    return EnumSet.of(Lack.ERROR_CODES);
  }

  @Override
  protected void assertNothingIsLeft() throws Exception {
    TestCells.assertNoFolderIsLeft();
    await().untilAsserted(() -> assertThat(server.sessions()).isEmpty());
  }
}
