package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The headwater command as the user runs it: a process, from its start to its end. */
public final class CommandProcess {
  private static final long END_SECONDS = 60;

  private final Path temporary;
  private final Process process;

  /** How a process ended: its exit code, what it said, and what it left among temporary files. */
  public record End(int exitCode, List<String> output, List<String> leftovers) {}

  /**
   * @param temporary an empty directory
   */
  public CommandProcess(Path temporary, String... arguments) throws IOException {
    this(Path.of("").toAbsolutePath(), temporary, arguments);
  }

  /**
   * @param working the directory that it is run in
   * @param temporary an empty directory
   */
  public CommandProcess(Path working, Path temporary, String... arguments) throws IOException {
    this.temporary = temporary;
    Path own = Files.createDirectory(temporary.resolve("own"));
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx1g",
                "-Dorg.bytedeco.javacpp.maxbytes=2g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=6g",
                "-Djava.io.tmpdir=" + own,
                "-Dheadwater.temporary=" + own,
                "-Dheadwater.log=" + temporary.resolve("headwater.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command).directory(working.toFile()).redirectErrorStream(true).start();
  }

  /** Waits until it ends by itself. */
  public End end() throws IOException, InterruptedException {
    return endAfterCtrlC(line -> false);
  }

  /** Presses Ctrl-C once it says such a line. */
  public End endAfterCtrlC(Predicate<String> line) throws IOException, InterruptedException {
    return endAfter("INT", line);
  }

  /** Sends it the signal once it says such a line. */
  public End endAfter(String signal, Predicate<String> line)
      throws IOException, InterruptedException {
    List<String> output = new ArrayList<>();
    boolean sent = false;
    try (BufferedReader lines = process.inputReader()) {
      for (String said = lines.readLine(); said != null; said = lines.readLine()) {
        output.add(said);
        if (!sent && line.test(said)) {
          sent = true;
          // Process.destroy would send another signal.
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
        }
      }
    }
    assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> files = Files.list(temporary)) {
      List<String> leftovers = files.map(file -> file.getFileName().toString()).toList();
      return new End(process.exitValue(), output, leftovers);
    }
  }
}
