package io.openclaw.worker.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.openclaw.event.Attachment;
import io.openclaw.worker.grant.PathGrants.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathGrantsTest {
  @TempDir Path folder;
  private Path workspace;
  private Path artifacts;

  @BeforeEach
  void layOut() throws IOException {
    workspace = Files.createDirectories(folder.toRealPath().resolve("ws"));
    artifacts = Files.createDirectories(folder.toRealPath().resolve("data/artifacts/task"));
    for (String name :
        List.of("datasets/a.csv", "datasets/b.csv", "models/m/model.bin", "secret/key")) {
      Files.createDirectories(workspace.resolve(name).getParent());
      Files.writeString(workspace.resolve(name), name);
    }
    Files.writeString(folder.resolve("outside"), "outside");
  }

  @Test
  void shouldGrantAttachmentsAndNothingBesideThem() throws IOException {
    // given
    PathGrants grants = grants(List.of(), "datasets/a.csv");

    // then
    assertThat(grants.read("/workspace/datasets/a.csv"))
        .isEqualTo(new Access.Granted(workspace.resolve("datasets/a.csv")));
    assertThat(grants.read("workspace/datasets/a.csv")).isInstanceOf(Access.Granted.class);
    assertThat(code(grants.read("/workspace/datasets/b.csv"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/datasets"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(grants.paths()).containsExactly(workspace.resolve("datasets/a.csv"));
  }

  @Test
  void shouldGrantTheAgentsFoldersWithAllThatIsInThem() throws IOException {
    // given
    PathGrants grants = grants(List.of("/workspace/models"));

    // then
    assertThat(grants.read("/workspace/models/m/model.bin")).isInstanceOf(Access.Granted.class);
    assertThat(code(grants.read("/workspace/secret/key"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/models/../secret/key"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/modelsandmore"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/models/none"))).isEqualTo("FILE_NOT_FOUND");
  }

  @Test
  void shouldGrantAFolderThatIsNotThereYet() throws IOException {
    assertThat(grants(List.of("/workspace/reports")).paths())
        .containsExactly(workspace.resolve("reports"));
  }

  @Test
  void shouldGrantTheArtifactsOfTheTask() throws IOException {
    // given
    Files.writeString(artifacts.resolve("x"), "x");

    // then
    assertThat(grants(List.of()).read(artifacts.resolve("x").toString()))
        .isInstanceOf(Access.Granted.class);
  }

  @Test
  void shouldRefuseLinksThatLeadOut() throws IOException {
    // given
    Files.createSymbolicLink(workspace.resolve("models/link"), folder.resolve("outside"));
    Files.createSymbolicLink(workspace.resolve("models/folder"), workspace.resolve("secret"));
    Files.createSymbolicLink(workspace.resolve("models/inside"), workspace.resolve("models/m"));
    PathGrants grants = grants(List.of("/workspace/models"));

    // then
    assertThat(code(grants.read("/workspace/models/link"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/models/folder/key"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(grants.read("/workspace/models/inside/model.bin"))
        .isEqualTo(new Access.Granted(workspace.resolve("models/m/model.bin")));
  }

  @Test
  void shouldNotGrantAnAttachmentThatIsALinkOutOfItsFolder() throws IOException {
    // given
    Files.createSymbolicLink(workspace.resolve("datasets/evil.csv"), folder.resolve("outside"));
    Files.createSymbolicLink(
        workspace.resolve("datasets/key.csv"), workspace.resolve("secret/key"));

    // when
    PathGrants grants = grants(List.of(), "datasets/evil.csv", "datasets/key.csv");

    // then
    assertThat(grants.paths()).isEmpty();
    assertThat(code(grants.read("/workspace/datasets/evil.csv"))).isEqualTo("FORBIDDEN_PATH");
  }

  @Test
  void shouldNotGrantAFolderThatASkillHasMadeALinkOutOfIts() throws IOException {
    // given
    Files.createSymbolicLink(workspace.resolve("models/mine"), workspace.resolve("secret"));
    Files.createSymbolicLink(workspace.resolve("models/near"), workspace.resolve("models/m"));

    // then
    assertThat(grants(List.of("/workspace/models/mine")).folders()).isEmpty();
    assertThat(grants(List.of("/workspace/models/near")).folders())
        .containsExactly(workspace.resolve("models/m"));
  }

  @Test
  void shouldFollowATopFolderThatItsOperatorHasLinked() throws IOException {
    // given
    Path disk = Files.createDirectories(folder.resolve("disk"));
    Files.writeString(disk.resolve("c.csv"), "c");
    Files.createSymbolicLink(workspace.resolve("big"), disk);

    // then
    assertThat(grants(List.of(), "big/c.csv").read("/workspace/big/c.csv"))
        .isEqualTo(new Access.Granted(disk.toRealPath().resolve("c.csv")));
  }

  @Test
  void shouldRefuseWhatIsNoPathOfTheWorkspace() throws IOException {
    // given
    PathGrants grants = grants(List.of("/workspace/../.."), "../outside", "file");

    // then
    assertThat(grants.paths()).isEmpty();
    assertThat(code(grants.read("/etc/passwd"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("datasets/a.csv"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace//etc/passwd"))).isEqualTo("FORBIDDEN_PATH");
    assertThat(code(grants.read("/workspace/a\0b"))).isEqualTo("BAD_INPUT");
  }

  private PathGrants grants(List<String> folders, String... attachments) throws IOException {
    List<Attachment> attached =
        List.of(attachments).stream()
            .map(name -> new Attachment("x", "/workspace/" + name))
            .toList();
    return PathGrants.of(workspace, folders, attached, artifacts);
  }

  private static String code(Access access) {
    assertThat(access).isInstanceOf(Access.Refused.class);
    return ((Access.Refused) access).failure().code();
  }
}
