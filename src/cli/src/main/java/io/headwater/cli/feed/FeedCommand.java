package io.headwater.cli.feed;

import io.headwater.cli.EventRate;
import io.headwater.cli.EventTopics;
import io.headwater.cli.ExitCode;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater feed}. */
@Command(
    name = "feed",
    description = "Sends the demo's labelled events to the topics of the four tasks.",
    mixinStandardHelpOptions = true)
public final class FeedCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The broker.",
      converter = KafkaAddress.Converter.class)
  private KafkaAddress kafka = new KafkaAddress("localhost", 9092);

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events; without it, they go on until Ctrl-C.")
  private long events = Long.MAX_VALUE;

  @Option(
      names = "--rate",
      paramLabel = "EVENTS_PER_S",
      description = "Events per second (default: ${DEFAULT-VALUE}).")
  private double rate = 200;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What the names of the topics start with (default: ${DEFAULT-VALUE}).")
  private String topicPrefix = "headwater-";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (events < 1 || !(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "--events and --rate must be over 0");
    }
    KafkaClients clients = kafkaProperties.clients(kafka);
    kafka.requireListener();
    List<String> topics =
        Arrays.stream(DemoTask.values()).map(task -> task.topic(topicPrefix)).toList();
    EventTopics.find(clients, topics);
    PrintWriter out = spec.commandLine().getOut();
    DemoEvents series = new DemoEvents(FashionMnist.load().sent(), SEED);
    try (Feeder feeder = new Feeder(series, clients, topicPrefix)) {
      out.printf(Locale.ROOT, "feeding %s, %.0f events/s%n", kafka.bootstrapServers(), rate);
      EventRate pace = new EventRate(rate);
      for (long n = 0; n < events; n++) {
        pace.awaitTurn();
        feeder.send(n);
      }
      feeder.flush();
      out.printf("sent %d events%n", feeder.sent());
    }
    return ExitCode.OK;
  }
}
