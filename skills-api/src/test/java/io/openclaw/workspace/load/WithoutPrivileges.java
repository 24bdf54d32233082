package io.openclaw.workspace.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.WorkspaceProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a workspace in a process for which permissions count even where the tests run as root, who
 * may otherwise read anything.
 */
final class WithoutPrivileges {
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  /** What lets root pass by permissions. */
  private static final List<String> DROPPED =
      List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");

  private WithoutPrivileges() {}

  /** Each as {@code file:line:column: message [CODE]}. */
  static List<String> problems(Path root) throws Exception {
    assumeThat(!ROOT || canDrop()).as("root reads anything, and there is no setpriv").isTrue();
    List<String> command = new ArrayList<>(ROOT ? DROPPED : List.of());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(WithoutPrivileges.class.getName(), root.toString()));
    Process loading = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(loading.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(loading.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  private static boolean canDrop() throws InterruptedException {
    List<String> command = new ArrayList<>(DROPPED);
    command.add("true");
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The process. */
  public static void main(String... args) {
    if (WorkspaceLoader.load(Path.of(args[0]))
        instanceof LoadResult.Invalid(List<WorkspaceProblem> problems)) {
      problems.forEach(System.out::println);
    }
  }
}
