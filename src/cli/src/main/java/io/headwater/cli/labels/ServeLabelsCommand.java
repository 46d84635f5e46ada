package io.headwater.cli.labels;

import io.headwater.cli.AllowedHosts;
import io.headwater.cli.ConfigFile;
import io.headwater.cli.EventTopics;
import io.headwater.cli.Followers;
import io.headwater.cli.JobImages;
import io.headwater.cli.KafkaAddress;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.Opened;
import io.headwater.cli.produce.LabelStudioImages;
import io.headwater.cli.produce.SourceImages;
import io.headwater.cli.produce.Targets;
import io.headwater.job.config.JobConfig;
import io.headwater.serve.ServeConfig;
import io.headwater.serve.ServeConfig.Limits;
import io.headwater.serve.ServeMetrics;
import io.headwater.serve.SnapshotFeed;
import io.headwater.snapshots.LiveModel;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

/** {@code headwater labels serve}. */
@Command(
    name = "serve",
    description =
        "Answers Label Studio until Ctrl-C. POST /webhook takes its webhooks: each annotation that"
            + " is created or updated goes to the topic of its task. As a machine learning backend"
            + " (/health, /setup, /predict) it gives pre-labels from the newest snapshot.",
    footer = {
      "",
      "Examples:",
      "  headwater labels serve --config job.yaml --images label-studio/media",
      "  headwater labels serve --config job.yaml --host 0.0.0.0 --secret secret.txt",
      "",
      "How Label Studio is set up for it: src/docs/labelling.md"
    },
    mixinStandardHelpOptions = true)
final class ServeLabelsCommand implements Callable<Integer> {
  private static final int MEBIBYTE = 1 << 20;

  /** A task with its image as a data URI; a request for predictions may have several. */
  private static final int MAX_BODY_BYTES = 32 * MEBIBYTE;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "CONFIG",
      description = "The job that learns from the labels.")
  private String config = "";

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "The broker (default: the configuration's).",
      converter = KafkaAddress.Converter.class)
  private @Nullable KafkaAddress kafka;

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--images",
      paramLabel = "DIRECTORY",
      description =
          "Where images are: Label Studio's folder 'media', or that of its local files"
              + " (default: ${DEFAULT-VALUE}). Nothing outside of it is read.")
  private Path images = Path.of(".");

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Where to listen (default: ${DEFAULT-VALUE}, this machine only). Another address needs"
              + " --secret.")
  private String host = ServeConfig.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Likewise; 0 is any free one (default: ${DEFAULT-VALUE}).")
  private int port = 9090;

  @Mixin private AllowedHosts allowedHosts = new AllowedHosts();

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description =
          "Has a secret on its first line, which requests must show: in the header "
              + Secret.HEADER
              + " (webhooks), or as the password of basic authentication (backend).")
  private @Nullable Path secretFile;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ServeConfig address = address();
    Optional<Secret> secret = Optional.ofNullable(secretFile).map(Secret::read);
    if (secret.isEmpty() && !isLoopback()) {
      throw refusal(
          "--host is %s, where others can send labels: give --secret FILE as well".formatted(host));
    }
    JobConfig job = ConfigFile.load(config, Optional.ofNullable(kafka));
    KafkaClients clients = kafkaProperties.clients(job);
    Targets targets = Targets.of(job);
    EventTopics unused = EventTopics.find(clients, targets.allTopics());
    LabelsConsole console = new LabelsConsole(spec.commandLine().getOut());
    try (Opened opened = new Opened()) {
      LiveModel live = opened.add(new LiveModel());
      AnnotationSink sink = opened.add(AnnotationSink.open(clients, targets, console));
      LabelStudioImages files =
          new LabelStudioImages(new SourceImages(images, targets.limits().maxEventBytes()));
      PreLabels preLabels =
          new PreLabels(live, files, new JobImages(address.limits().imagePixels()), console);
      LabelServer server =
          opened.add(
              LabelServer.start(
                  address,
                  new Gate(secret),
                  new Webhooks(targets, files, sink, console),
                  preLabels));
      console.listens(server.url(), job.model().name(), targets);
      SnapshotFeed feed =
          opened.add(SnapshotFeed.start(Followers.of(job, clients), live, metrics(job), console));
      feed.await();
      throw new IllegalStateException("it can't come to an end by itself");
    }
  }

  private static ServeMetrics metrics(JobConfig job) {
    return new ServeMetrics(job.model().name());
  }

  private ServeConfig address() {
    try {
      return ServeConfig.onPort(port)
          .at(host)
          .answeringTo(allowedHosts.names())
          .with(Limits.of(MAX_BODY_BYTES, Limits.DEFAULT.images()));
    } catch (IllegalArgumentException e) {
      throw refusal(String.valueOf(e.getMessage()));
    }
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw refusal("--host is '%s', which is no address of this machine".formatted(host));
    }
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
