package io.headwater.cli.demo;

import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.configs.ReadyConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater demo}. */
@Command(
    name = "demo",
    description = {
      "Runs a job, end to end, in this JVM: by default four tasks that learn from real images.",
      "Ends by itself, and leaves nothing behind."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final int LEAST_EVENTS = 100;

  @Option(
      names = "--config",
      paramLabel = "NAME",
      description = "One that 'headwater configs' lists (default: ${DEFAULT-VALUE}).")
  private String config = ReadyConfig.DEFAULT;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events are sent (default: what suits the configuration, 32000).")
  private Optional<Long> events = Optional.empty();

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "What trains: onednn, dl4j, or auto for what suits the machine (the default).")
  private String engine = DemoConfig.DEFAULT.engine();

  @Option(
      names = "--precision",
      paramLabel = "f32|bf16",
      description = "The numbers that it multiplies (default: ${DEFAULT-VALUE}).")
  private String precision = DemoConfig.DEFAULT.precision();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report there as well.")
  private @Nullable Path json;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Uses this broker instead of one in this JVM.",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where the broker in this JVM listens (default: any free port).")
  private int port;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    DemoConfig job = DemoConfig.of(config, engine, precision);
    long count = events.orElse(job.ready().demo().events());
    if (count < LEAST_EVENTS) {
      throw new ParameterException(
          spec.commandLine(), "--events is " + count + "; it must be at least " + LEAST_EVENTS);
    }
    Demo demo =
        new Demo(
            job,
            count,
            clients(),
            port,
            spec.commandLine().getOut(),
            Boolean.getBoolean("headwater.terminal"));
    DemoReport report = demo.run();
    if (json != null) {
      JsonFile.write(json, report);
    }
    return ExitCode.OK;
  }

  private Optional<KafkaClients> clients() {
    if (kafka == null) {
      if (kafkaProperties.isGiven()) {
        throw new ParameterException(spec.commandLine(), "--kafka-properties goes with --kafka");
      }
      return Optional.empty();
    }
    KafkaClients clients = kafkaProperties.clients(kafka);
    kafka.requireListener();
    return Optional.of(clients);
  }
}
