package io.headwater.cli;

import io.headwater.embedded.BrokerNotStartedException;
import io.headwater.embedded.PortInUseException;
import io.headwater.job.FlinkNotReadyException;
import io.headwater.job.config.ConfigException;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.kafka.KafkaNotReadyException;
import io.headwater.serve.AddressInUseException;
import io.headwater.serve.FeedEndedException;
import io.headwater.snapshots.RefusedModelException;
import io.headwater.snapshots.SnapshotsUnreachableException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What the user reads when a command did not work: one sentence, never a stack trace. */
final class Complaints implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);

  private final Interruption interruption;

  Complaints(Interruption interruption) {
    this.interruption = interruption;
  }

  static int aboutUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    say(command, e.getMessage() + "; '" + name + " --help' shows how it is called");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    return about(e, command);
  }

  /** Returns the exit code. */
  int about(Throwable e, CommandLine command) {
    if (interruption.requested()) {
      return ExitCode.INTERRUPTED;
    }
    if (isAboutTheEnvironment(e)) {
      say(command, Reason.of(e));
      return ExitCode.USAGE;
    }
    if (e instanceof RefusedModelException) {
      say(command, "the model is not to be run: " + Reason.of(e));
      return ExitCode.USAGE;
    }
    LOG.error("{} failed", command.getCommandName(), e);
    say(command, isSentence(e) ? Reason.of(e) : "unexpected: " + e);
    return ExitCode.FAILED;
  }

  private static boolean isAboutTheEnvironment(Throwable e) {
    return e instanceof ConfigException
        || e instanceof KafkaNotReadyException
        || e instanceof ModelRefusedException
        || e instanceof FlinkNotReadyException
        || e instanceof PortInUseException
        || e instanceof BrokerNotStartedException
        || e instanceof AddressInUseException
        || e instanceof SnapshotsUnreachableException
        || (e instanceof CommandFailure failure && failure.exitCode() == ExitCode.USAGE);
  }

  private static boolean isSentence(Throwable e) {
    return e instanceof CommandFailure || e instanceof FeedEndedException;
  }

  private static void say(CommandLine command, String sentence) {
    PrintWriter err = command.getErr();
    err.println("headwater: " + sentence);
    err.flush();
  }
}
