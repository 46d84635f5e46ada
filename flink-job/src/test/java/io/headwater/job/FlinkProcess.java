package io.headwater.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM that runs one of Flink's entry points, as Flink's scripts start them. It ends with the JVM
 * that started it.
 */
public final class FlinkProcess {
  private final Process process;
  private final Path log;

  private FlinkProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param directory has Flink's config.yaml; takes temporary files, and what the process says
   * @param arguments what the entry point takes after the directory
   */
  static FlinkProcess start(
      Class<?> entryPoint, String name, Path directory, String classPath, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + directory,
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                FlinkProcess.class.getName(),
                entryPoint.getName(),
                "--configDir",
                directory.toString()));
    command.addAll(arguments);
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("CLASSPATH", classPath);
    return new FlinkProcess(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGKILL, and waits for the end, even in a test that is interrupted. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  String said() {
    try {
      return "%s (pid %d):%n%s".formatted(log.getFileName(), process.pid(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param arguments the entry point's class, and what it takes
   */
  public static void main(String... arguments) throws Exception {
    Thread parent = new Thread(FlinkProcess::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Nothing is ever written to it, but its input ends with the parent. */
  private static void endWithParent() {
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }
}
