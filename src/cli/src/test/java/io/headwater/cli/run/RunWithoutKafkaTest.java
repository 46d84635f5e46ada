package io.headwater.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.DemoJob;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.demo.DemoConfig;
import io.headwater.cli.feed.Feeder;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.FashionMnist;
import io.headwater.embedded.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code run} while its broker is away, and when it comes back. */
@Timeout(600)
class RunWithoutKafkaTest {
  private static final String PREFIX = "test-";
  private static final long POLL_NANOS = 50_000_000;
  private static final Duration END = Duration.ofSeconds(60);

  /**
   * Clients that do not wait for minutes before they say that the broker is away, but for long
   * enough on a busy machine.
   */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "max.block.ms", "20000", "request.timeout.ms", "15000", "delivery.timeout.ms", "20000");

  @TempDir private Path data;
  @TempDir private Path directory;

  private final StringWriter said = new StringWriter();
  private EmbeddedKafka kafka;
  private int port;
  private Thread run = new Thread();

  @BeforeEach
  void createTopicsAndCloseTheBroker() {
    kafka = EmbeddedKafka.start(EmbeddedKafka.ANY_PORT, data);
    port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
    new DemoJob(kafka, PREFIX).withTopics();
    kafka.close();
  }

  @AfterEach
  void stop() throws InterruptedException {
    run.interrupt();
    run.join(END.toMillis());
    kafka.close();
  }

  @Test
  void aStartWaitsForTheBrokerAndSoDoesTheJob() throws Exception {
    start();
    await("no Kafka broker answers at 127.0.0.1:" + port);
    await("trying again until it answers; Ctrl-C stops it");
    kafka = EmbeddedKafka.start(port, data);
    await("'garments' starts anew");
    await("training 'garments' from 127.0.0.1:" + port);
    send(0, 8);
    await("8 examples in ");

    kafka.close();
    await("trying again in about ");
    kafka = EmbeddedKafka.start(port, data);
    await("the job goes on");
    send(8, 16);
    await("16 examples in ");

    run.interrupt();
    run.join(END.toMillis());
    assertThat(run.isAlive()).as(said::toString).isFalse();
    assertThat(said.toString()).contains("stopped; ");
  }

  private void start() throws Exception {
    KafkaClients clients = new KafkaClients(kafka.bootstrapServers(), IMPATIENT);
    String yaml = DemoConfig.DEFAULT.yaml(clients, PREFIX);
    Path config = Files.writeString(directory.resolve("job.yaml"), yaml);
    CommandLine command = new CommandLine(new RunCommand()).setOut(new PrintWriter(said, true));
    String checkpoints = directory.resolve("checkpoints").toString();
    run = new Thread(() -> command.execute(config.toString(), "--checkpoints", checkpoints));
    run.start();
  }

  /** Until the console says so; the test's time limit is the deadline. */
  private void await(String words) {
    while (!said.toString().contains(words)) {
      assertThat(run.isAlive()).as(said::toString).isTrue();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void send(int from, int end) {
    DemoEvents series = new DemoEvents(FashionMnist.load().sent(), 1);
    KafkaClients clients = KafkaClients.of(kafka.bootstrapServers());
    try (Feeder feeder = new Feeder(series, clients, PREFIX)) {
      for (int n = from; n < end; n++) {
        feeder.send(n);
      }
      feeder.flush();
    }
  }
}
