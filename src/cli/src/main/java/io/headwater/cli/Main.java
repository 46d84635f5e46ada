package io.headwater.cli;

import io.headwater.cli.broker.BrokerCommand;
import io.headwater.cli.configs.ConfigsCommand;
import io.headwater.cli.dashboard.DashboardCommand;
import io.headwater.cli.demo.DemoCommand;
import io.headwater.cli.doctor.DoctorCommand;
import io.headwater.cli.feed.FeedCommand;
import io.headwater.cli.labels.LabelsCommand;
import io.headwater.cli.plan.PlanCommand;
import io.headwater.cli.predict.PredictCommand;
import io.headwater.cli.produce.ProduceCommand;
import io.headwater.cli.rejected.RejectedCommand;
import io.headwater.cli.run.RunCommand;
import io.headwater.cli.serve.ServeCommand;
import io.headwater.cli.snapshots.SnapshotsCommand;
import io.headwater.cli.status.StatusCommand;
import io.headwater.cli.submit.SubmitCommand;
import io.headwater.cli.topics.TopicsCommand;
import io.headwater.cli.up.UpCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the {@code headwater} command. */
@Command(
    name = "headwater",
    description = "Trains one multi-task image model from streams, forever.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      DoctorCommand.class,
      RunCommand.class,
      SubmitCommand.class,
      StatusCommand.class,
      DashboardCommand.class,
      UpCommand.class,
      BrokerCommand.class,
      TopicsCommand.class,
      ProduceCommand.class,
      LabelsCommand.class,
      RejectedCommand.class,
      FeedCommand.class,
      ConfigsCommand.class,
      PlanCommand.class,
      SnapshotsCommand.class,
      PredictCommand.class,
      ServeCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    run(new AbsentBenchCommand(), args);
  }

  /**
   * Runs a command, and ends the JVM; returns only where a signal ends it.
   *
   * @param bench the command {@code bench}, which is no part of an installation
   */
  public static void run(Object bench, String[] args) {
    LogFile log = LogFile.open();
    Interruption interruption = new Interruption(Thread.currentThread());
    interruption.watch();
    int exitCode;
    try (Opened opened = new Opened()) {
      TemporaryDirectory.ofThisProcess().ifPresent(opened::add);
      exitCode = execute(new Complaints(interruption), bench, args);
    }
    if (exitCode == ExitCode.FAILED && log.exists()) {
      System.err.println("headwater: details are in " + log.path());
    } else {
      log.delete();
    }
    interruption.finished();
    if (!interruption.requested()) {
      System.exit(exitCode);
    }
    // Else the JVM ends by itself, with the exit code of the signal. An exit from here could
    // overtake
    // it between the last shutdown hook and its end, and replace the code.
  }

  private static int execute(Complaints complaints, Object bench, String[] args) {
    CommandLine commandLine = commandLine(complaints, bench);
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      return complaints.about(e, commandLine);
    }
  }

  static CommandLine commandLine(Complaints complaints, Object bench) {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.addSubcommand(bench);
    commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    commandLine.setParameterExceptionHandler(Complaints::aboutUsage);
    commandLine.setExecutionExceptionHandler(complaints);
    return commandLine;
  }
}
