package io.openclaw.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code openclaw} script in a tree of its own, with JDKs and a Maven that are a few words. */
class ScriptTest {
  private static final String JAVA =
      "#!/bin/sh\necho \"java of $0\"\nfor a; do echo \"arg $a\"; done\n";
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "maven $*"; echo "maven $*" >> calls
      for module in gateway orchestrator worker; do
        mkdir -p $module/target/quarkus-app; : > $module/target/quarkus-app/quarkus-run.jar
      done
      mkdir -p local/target; : > local/target/openclaw.jar
      """;

  @TempDir Path temp;

  private Path tree;
  private Path system;

  /** What came of a run of the script. */
  private record Run(int code, String out, String err) {}

  @BeforeEach
  void makeTree() throws IOException {
    system = temp.resolve("system");
    tree = Files.createDirectory(temp.resolve("tree"));
    Path script = Path.of(System.getProperty("openclaw.root"), "openclaw");
    // The machine's own folders must not be looked into.
    String text =
        Files.readString(script)
            .replace("/usr/lib/jvm/*", system + "/usr/lib/jvm/*")
            .replace("/Library/Java/JavaVirtualMachines/*", system + "/Library/*");
    executable(tree.resolve("openclaw"), text);
    executable(tree.resolve("mvnw"), MAVEN);
    for (String module : List.of("gateway", "orchestrator", "worker", "local")) {
      Path source = tree.resolve(module).resolve("src/main/A.java");
      Files.createDirectories(source.getParent());
      Files.writeString(source, "class A {}");
      Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
    }
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
  }

  @Test
  void shouldSayWhereItLookedAndHowToGetAJdk() throws Exception {
    jdk("usr/lib/jvm/old", "17.0.15");
    Files.createDirectories(system.resolve("usr/lib/jvm/empty"));

    Run run = run("up");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("OpenClaw needs a JDK 25 or later")
        .contains("JAVA_HOME")
        .contains("/usr/lib/jvm")
        .contains("Temurin 25")
        .contains("sdk install java 25-tem");
    assertThat(tree.resolve("calls")).doesNotExist();
  }

  @Test
  void shouldFindTheJdkWhereverItLies() throws Exception {
    for (String place :
        List.of(
            "usr/lib/jvm/temurin-25",
            "home/.sdkman/candidates/java/25-tem",
            "home/.jdks/temurin-25",
            "Library/temurin-25.jdk/Contents/Home")) {
      jdk("usr/lib/jvm/old", "17.0.15");
      Path found = jdk(place, "25.0.1");

      assertThat(run("up").out()).contains("java of " + found.resolve("bin/java"));

      Files.delete(found.resolve("release"));
    }
  }

  @Test
  void shouldPreferTheJdkThatIsNamedUnlessItIsTooOld() throws Exception {
    Path named = jdk("named", "26");
    Path old = jdk("old", "21.0.2");
    Path found = jdk("usr/lib/jvm/temurin-25", "25.0.1");

    assertThat(run(Map.of("JAVA_HOME", named.toString()), "up").out())
        .contains("java of " + named.resolve("bin/java"));
    assertThat(run(Map.of("JAVA_HOME", old.toString()), "up").out())
        .contains("java of " + found.resolve("bin/java"));
  }

  @Test
  void shouldTakeTheJdkOnThePathThroughLinks() throws Exception {
    Path found = jdk("opt/jdk", "25");
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), found.resolve("bin/java"));

    Run run = run(Map.of("PATH", bin + ":/usr/bin:/bin"), "up");

    assertThat(run.out()).contains("java of " + found.toRealPath().resolve("bin/java"));
  }

  @Test
  void shouldBuildOnceAndAgainWhenASourceIsNewer() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "25.0.1");

    Run first = run("up", "--detach");
    Run second = run("ask", "训练 a model");
    touch(tree.resolve("gateway/src/main/A.java"), Instant.now().plusSeconds(60));
    Run third = run("up");

    assertThat(first.err()).contains("Building OpenClaw; the first build takes some minutes");
    assertThat(first.out()).contains("arg up").contains("arg --detach");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).contains("arg ask").contains("arg 训练 a model");
    assertThat(third.err()).contains("Building OpenClaw");
    assertThat(tree.resolve("calls")).content().hasLineCount(2).startsWith("maven -q install -D");
  }

  @Test
  void shouldShowTheLastLinesOfABuildThatFailed() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "25.0.1");
    executable(tree.resolve("mvnw"), "#!/bin/sh\necho 'ERROR: no such symbol'\nexit 1\n");

    Run run = run("up");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("The build failed. The last lines of " + tree.resolve(".openclaw/build.log"))
        .contains("ERROR: no such symbol");
    assertThat(run.out()).isEmpty();
    assertThat(tree.resolve(".openclaw/build.lock")).doesNotExist();
  }

  @Test
  void shouldNotBuildUnderARunningStack() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "25.0.1");
    run("up", "--detach");
    Files.writeString(
        tree.resolve(".openclaw/run.json"),
        "{\n  \"pid\" : " + ProcessHandle.current().pid() + ",\n  \"pid\" : 1\n}\n");
    touch(tree.resolve("pom.xml"), Instant.now().plusSeconds(60));

    Run run = run("ask", "x");

    assertThat(run.err()).contains("the sources are newer than what runs");
    assertThat(run.out()).contains("arg ask");
    assertThat(tree.resolve("calls")).content().hasLineCount(1);
  }

  @Test
  void shouldSayThatNothingIsBuiltInsteadOfBuildingForAQuestion() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "25.0.1");

    assertThat(run("--help").code()).isZero();
    assertThat(run("--help").out()).contains("ask TEXT").contains("Nothing is built yet");
    assertThat(run("status").code()).isEqualTo(3);
    assertThat(tree.resolve("calls")).doesNotExist();
  }

  @Test
  void shouldRunTheWholeTestSuite() throws Exception {
    jdk("usr/lib/jvm/temurin-25", "25.0.1");

    Run run = run("test", "-pl", "gateway");

    assertThat(run.out()).isEqualTo("maven verify -pl gateway\n");
  }

  private Path jdk(String place, String version) throws IOException {
    Path folder = place.startsWith("home/") ? temp.resolve(place) : system.resolve(place);
    Files.createDirectories(folder.resolve("bin"));
    executable(folder.resolve("bin/java"), JAVA);
    executable(folder.resolve("bin/javac"), JAVA);
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  private Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", tree.resolve("openclaw").toString()));
    command.addAll(List.of(arguments));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", temp.resolve("home").toString());
    builder.environment().put("PATH", path());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  /** The tools of the system, without its Java. */
  private String path() throws IOException {
    Path bin = Files.createDirectories(temp.resolve("tools"));
    for (String tool :
        List.of(
            "bash",
            "sh",
            "sed",
            "find",
            "head",
            "tail",
            "cat",
            "mkdir",
            "rm",
            "mv",
            "sleep",
            "dirname",
            "readlink",
            "touch")) {
      for (String folder : List.of("/usr/bin", "/bin")) {
        Path found = Path.of(folder, tool);
        if (Files.exists(found) && !Files.exists(bin.resolve(tool))) {
          executable(bin.resolve(tool), "#!/bin/sh\nexec " + found + " \"$@\"\n");
        }
      }
    }
    return bin.toString();
  }

  private static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
