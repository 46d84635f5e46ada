package io.headwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * A headwater command, run in this JVM.
 *
 * @param out what it said
 * @param err what it complained about
 */
public record CommandRun(int exitCode, String out, String err) {
  /** Runs it to its end. */
  public static CommandRun of(List<String> arguments) {
    return of(arguments.toArray(String[]::new));
  }

  /** Runs it to its end. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = run(out, err, arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Runs it to its end, and lets others read meanwhile what it says. */
  public static int run(StringWriter out, StringWriter err, String... arguments) {
    CommandLine commandLine =
        Main.commandLine(
            new Complaints(new Interruption(Thread.currentThread())), new AbsentBenchCommand());
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  /** What it said, of a command that did its work. */
  public String done() {
    assertThat(exitCode).as(err + out).isEqualTo(ExitCode.OK);
    return out;
  }

  /** The one line of complaint, of a command that ended with that code. */
  public String complaint(int expectedExitCode) {
    assertThat(exitCode).as(err + out).isEqualTo(expectedExitCode);
    return complaint();
  }

  /** The one line that it complained in. */
  public String complaint() {
    assertThat(err.lines()).as(err).hasSize(1);
    assertThat(err).startsWith("headwater: ");
    return err;
  }
}
