package io.openclaw.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for JVMs that tests start: small ones, which share two processors. */
public final class JavaProgram {
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JavaProgram() {}

  /** A class, with its arguments. */
  public static List<String> main(String classPath, String mainClass, List<String> arguments) {
    List<String> command = java();
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(arguments);
    return command;
  }

  /** The service that this module builds. */
  public static List<String> service() {
    return service(Path.of(""), List.of());
  }

  /**
   * The service that a module builds, as {@code ./openclaw up} runs it. The first one that ends in
   * peace leaves an archive of its classes, with which the others start in half the time. Several
   * may do so at once: a JVM writes a new file, in place of the one that others have, and begins it
   * with its header last of all, without which nobody reads it.
   *
   * @param options of the JVM; they have precedence over those that are given here
   */
  public static List<String> service(Path module, List<String> options) {
    Path app = module.resolve("target").resolve("quarkus-app").toAbsolutePath().normalize();
    List<String> command = java();
    command.add("-XX:+AutoCreateSharedArchive");
    command.add("-XX:SharedArchiveFile=" + app.resolve("app.jsa"));
    command.addAll(List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(List.of("-jar", app.resolve("quarkus-run.jar").toString()));
    return command;
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    return command;
  }
}
