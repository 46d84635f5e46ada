package io.headwater.cli.status;

import io.headwater.cli.ExitCode;
import io.headwater.cli.FlinkAddress;
import io.headwater.cli.JobOfBroker;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaClients;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.snapshots.SnapshotReport;
import io.headwater.job.config.JobConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater status}. */
@Command(
    name = "status",
    description = {
      "Says how a job does: Flink's state of it, its last checkpoint, its newest snapshot, and how far",
      "that is behind the topics. Ends with 0 only if all is well: the job runs and has a checkpoint",
      "(with --flink), there is a snapshot, and where events wait, it is no older than --max-age."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  headwater status job.yaml --flink http://localhost:8081",
      "  headwater status job.yaml --kafka localhost:9092 --json status.json"
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  /** Longer than a checkpoint may take. */
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static final int INTERVALS = 3;

  @Mixin private JobOfBroker of = new JobOfBroker();

  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Where Flink's REST API answers; without it Flink is not asked.",
      converter = FlinkAddress.class)
  private @Nullable URI flink;

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      description =
          "How old the newest snapshot may be while events wait (default: three checkpoint intervals and 5 minutes).")
  private @Nullable Long maxAge;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the status there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    JobConfig job = of.load();
    KafkaClients clients = kafkaProperties.clients(job);
    StatusText text = new StatusText(spec.commandLine().getOut(), Instant.now());
    FlinkStatus asked = flink == null ? null : FlinkStatus.ask(flink, job.model().name());
    if (asked != null) {
      text.flink(asked);
    }
    TopicStatus topics = TopicStatus.ask(job, clients);
    boolean timely =
        !topics.isWaiting()
            || topics.newest().stream().allMatch(one -> text.age(one).compareTo(maxAge(job)) <= 0);
    if (topics.complaint().isPresent()) {
      text.kafka(topics.complaint().get());
    } else {
      text.snapshot(topics.newest(), job.snapshots().topic(), timely);
      text.lags(topics.behind());
    }
    boolean well =
        topics.newest().isPresent()
            && topics.complaint().isEmpty()
            && timely
            && (asked == null || asked.isWell());
    if (json != null) {
      JsonFile.write(
          json,
          new JobStatus(
              job.model().name(),
              well,
              asked,
              topics.newest().map(SnapshotReport::of).orElse(null),
              topics.newest().map(one -> text.age(one).toSeconds()).orElse(null),
              topics.behind()));
    }
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  private Duration maxAge(JobConfig job) {
    return maxAge == null
        ? job.training().checkpointInterval().multipliedBy(INTERVALS).plus(GRACE)
        : Duration.ofSeconds(maxAge);
  }
}
