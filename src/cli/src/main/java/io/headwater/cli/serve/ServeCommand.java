package io.headwater.cli.serve;

import io.headwater.cli.AllowedHosts;
import io.headwater.cli.JobImages;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.Opened;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.serve.ModelServer;
import io.headwater.serve.ServeConfig;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.serve.ServeMetrics;
import io.headwater.serve.SnapshotFeed;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LiveModel;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code headwater serve}. */
@Command(
    name = "serve",
    description =
        "Serves the newest snapshot over HTTP until Ctrl-C, and each new one from the next request"
            + " on: Open Inference Protocol 2 at /v2 (as KServe and Triton), images as files at"
            + " /predict, metrics for Prometheus at /metrics.",
    footer = {
      "",
      "Examples:",
      "  headwater serve --kafka localhost:9092 --model garments",
      "  curl http://127.0.0.1:8080/v2/models/garments",
      "  curl --data-binary @shoe.png http://127.0.0.1:8080/predict"
    },
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final int MEBIBYTE = 1 << 20;
  private static final int MOST_MEBIBYTES = 1_024;

  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Where to listen (default: ${DEFAULT-VALUE}, this machine only). There is no login:"
              + " whoever reaches it may ask it.")
  private String host = ServeConfig.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Likewise; 0 is any free one (default: ${DEFAULT-VALUE}).")
  private int port = 8080;

  @Mixin private AllowedHosts allowedHosts = new AllowedHosts();

  @Option(
      names = "--max-body",
      paramLabel = "MIB",
      description = "Of a request (default: ${DEFAULT-VALUE}).")
  private int maxBody = Limits.DEFAULT.bodyBytes() / MEBIBYTE;

  @Option(
      names = "--max-batch",
      paramLabel = "N",
      description =
          "Images of a request, and of requests that are scored together (default: ${DEFAULT-VALUE}).")
  private int maxBatch = Limits.DEFAULT.images();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ServeConfig config = config();
    FollowerConfig follower = topic.follower(kafkaProperties);
    ServeConsole console = new ServeConsole(spec.commandLine().getOut());
    try (Opened opened = new Opened()) {
      LiveModel live = opened.add(new LiveModel());
      ServeMetrics metrics = new ServeMetrics(follower.model());
      ModelServer server =
          opened.add(
              ModelServer.start(
                  config, live, metrics, new JobImages(config.limits().imagePixels())));
      console.listens(server.url(), follower);
      SnapshotFeed feed = opened.add(SnapshotFeed.start(follower, live, metrics, console));
      feed.await();
      throw new IllegalStateException("it can't come to an end by itself");
    }
  }

  private ServeConfig config() {
    if (maxBody < 1 || maxBody > MOST_MEBIBYTES) {
      throw refusal(
          "--max-body is %d; it must be from 1 to %d MiB".formatted(maxBody, MOST_MEBIBYTES));
    }
    try {
      return ServeConfig.onPort(port)
          .at(host)
          .answeringTo(allowedHosts.names())
          .with(Limits.of(maxBody * MEBIBYTE, maxBatch));
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
