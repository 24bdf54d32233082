package io.openclaw.orchestrator.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.openclaw.event.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {
  private static final Attachment X = new Attachment("x.csv", "/workspace/datasets/x.csv");
  private static final Set<String> FILES =
      Set.of("datasets/x.csv", "datasets/sub/y.csv", "datasets/用户.csv", "datasets/x");

  private final Attachments attachments = new Attachments(FILES::contains, "/home/me/ws");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use workspace/datasets/x.csv",
        "use /workspace/datasets/x.csv.",
        "use ./workspace/datasets/x.csv, please",
        "datasets/x.csv",
        "用workspace/datasets/x.csv训练一个模型",
        "用「datasets/x.csv」训练",
        "(datasets/x.csv)",
        "path=datasets/x.csv;",
        "/home/me/ws/datasets/x.csv",
        "datasets/x.csv and again datasets/x.csv"
      })
  void shouldFindAFileHoweverItIsNamed(String text) {
    assertThat(attachments.find(text, Map.of()).files()).containsExactly(X);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/datasets/x.csv",
        "my-datasets/x.csv",
        "~/workspace/datasets/x.csv",
        "../workspace/datasets/x.csv",
        "workspace/datasets/../datasets/x.csv",
        "workspace/datasets/./x.csv",
        "workspace/datasets//x.csv",
        "https://example.org/datasets/x.csv",
        "workspace/models/x.csv"
      })
  void shouldLeaveOtherPathsAlone(String text) {
    assertThat(attachments.find(text, Map.of()).files()).isEmpty();
  }

  @Test
  void shouldPreferTheLongestName() {
    assertThat(attachments.find("datasets/x datasets/x.csv", Map.of()).files())
        .extracting(Attachment::name)
        .containsExactly("x", "x.csv");
  }

  @Test
  void shouldFindChineseNamesAndFolders() {
    Attachments.Found found =
        attachments.find("分析 datasets/用户.csv和datasets/sub/y.csv,datasets/x.csv", Map.of());
    assertThat(found.files())
        .containsExactly(
            new Attachment("用户.csv", "/workspace/datasets/用户.csv"),
            new Attachment("y.csv", "/workspace/datasets/sub/y.csv"),
            X);
  }

  @Test
  void shouldReportWhatIsNamedAndNotThere() {
    Attachments.Found found = attachments.find("用 workspace/datasets/z.csv训练", Map.of());
    assertThat(found.files()).isEmpty();
    assertThat(found.missing()).containsExactly("workspace/datasets/z.csv");
  }

  @Test
  void shouldTakeFilesFromInputsToo() {
    Attachments.Found found =
        attachments.find(
            "train",
            Map.of(
                "a", TextNode.valueOf("workspace/datasets/x.csv"),
                "b", TextNode.valueOf("no path"),
                "c", IntNode.valueOf(1)));
    assertThat(found.files()).containsExactly(X);
  }

  @Test
  void shouldNotLoopOnHugeTexts() {
    String text = "datasets/" + "x".repeat(30_000) + " datasets/y ".repeat(500);
    assertThat(attachments.find(text, Map.of()).files())
        .isEqualTo(List.of(new Attachment("x", "/workspace/datasets/x")));
  }

  @Test
  void shouldNotFollowLinksOutOfTheDataSets(@TempDir Path root) throws IOException {
    // given
    Files.createDirectories(root.resolve("datasets"));
    Files.writeString(root.resolve("secret.txt"), "secret");
    Files.writeString(root.resolve("datasets/real.csv"), "a,b");
    Files.createSymbolicLink(root.resolve("datasets/out.csv"), root.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("datasets/in.csv"), root.resolve("datasets/real.csv"));
    Datasets datasets = Datasets.in(root);

    // when, then
    assertThat(datasets.has("datasets/real.csv")).isTrue();
    assertThat(datasets.has("datasets/in.csv")).isTrue();
    assertThat(datasets.has("datasets/out.csv")).isFalse();
    assertThat(datasets.has("datasets")).isFalse();
    assertThat(datasets.has("datasets/none.csv")).isFalse();
    assertThat(datasets.has("datasets/\0.csv")).isFalse();
  }
}
