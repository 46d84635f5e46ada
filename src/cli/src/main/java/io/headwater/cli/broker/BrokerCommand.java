package io.headwater.cli.broker;

import io.headwater.cli.CommandFailure;
import io.headwater.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code headwater broker}. */
@Command(
    name = "broker",
    description = {
      "Runs a Kafka broker on this machine until Ctrl-C, for trying things out: a real one, in KRaft",
      "mode, alone. Messages may have up to 16 MiB; 'headwater topics create CONFIG' makes topics."
    },
    footer = {
      "",
      "Examples:",
      "  headwater broker",
      "  headwater broker --port 19092 --data /var/tmp/trial"
    },
    mixinStandardHelpOptions = true)
public final class BrokerCommand implements Callable<Integer> {
  @Mixin private BrokerOptions options = new BrokerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (EmbeddedKafka broker = options.start(spec)) {
      out.printf(
          "a broker listens on %s; its data are in %s; Ctrl-C ends it%n",
          broker.bootstrapServers(), broker.directory());
      out.flush();
      broker.awaitEnd();
    }
    throw CommandFailure.failed("the broker ended by itself", null);
  }
}
