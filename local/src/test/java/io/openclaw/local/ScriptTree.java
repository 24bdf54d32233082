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

/** The {@code openclaw} script in a tree of its own, with JDKs and a Maven that are a few words. */
final class ScriptTree {
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

  private final Path temp;
  private final Path tree;
  private final Path system;

  /** What came of a run of the script. */
  record Run(int code, String out, String err) {}

  ScriptTree(Path temp) throws IOException {
    this.temp = temp;
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

  /** A file of the tree. */
  Path file(String name) {
    return tree.resolve(name);
  }

  /** Where the script looks for what the machine has. */
  Path system() {
    return system;
  }

  Path jdk(String place, String version) throws IOException {
    Path folder = place.startsWith("home/") ? temp.resolve(place) : system.resolve(place);
    Files.createDirectories(folder.resolve("bin"));
    executable(folder.resolve("bin/java"), JAVA);
    executable(folder.resolve("bin/javac"), JAVA);
    Files.writeString(
        folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return folder;
  }

  Run run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  Run run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", tree.resolve("openclaw").toString()));
    command.addAll(List.of(arguments));
    return run(environment, command);
  }

  Run run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
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
            "grep",
            "head",
            "tail",
            "cat",
            "mkdir",
            "rm",
            "mv",
            "sleep",
            "dirname",
            "env",
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

  static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
