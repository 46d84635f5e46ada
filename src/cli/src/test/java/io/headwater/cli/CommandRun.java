package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A command that ran in this JVM: its exit code, and what it said. */
public record CommandRun(int exitCode, String out, String err) {
  public static CommandRun of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine(
            new Complaints(new Interruption(Thread.currentThread())), new AbsentBenchCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** What it said, of a command that did its work. */
  public String done() {
    assertThat(exitCode).as(err + out).isEqualTo(ExitCode.OK);
    return out;
  }

  /** The one line of complaint, of a command that ended with that code. */
  public String complaint(int expectedExitCode) {
    assertThat(exitCode).as(err + out).isEqualTo(expectedExitCode);
    assertThat(err.lines()).hasSize(1);
    assertThat(err).startsWith("headwater: ");
    return err;
  }
}
