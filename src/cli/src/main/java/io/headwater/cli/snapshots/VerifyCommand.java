package io.headwater.cli.snapshots;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.ExitCode;
import io.headwater.cli.JsonFile;
import io.headwater.cli.KafkaPropertiesOption;
import io.headwater.cli.SnapshotsTopicOptions;
import io.headwater.learning.task.SourcePosition;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.LineageChoice;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.RefusedModelException;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotHistory;
import io.headwater.snapshots.SnapshotHistory.Visitor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code headwater snapshots verify}. */
@Command(
    name = "verify",
    description =
        "Verifies all snapshots that the topic holds: their digests, that the model may be run, and"
            + " that ONNX Runtime scores with it. The exit code is 3 if one is not to"
            + " be used.",
    footer = {
      "",
      "Example:",
      "  headwater snapshots verify --kafka localhost:9092 --model garments"
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private SnapshotsTopicOptions topic = new SnapshotsTopicOptions();
  @Mixin private KafkaPropertiesOption kafkaProperties = new KafkaPropertiesOption();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the findings there as well.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * What was found.
   *
   * @param version null if that can't be told
   * @param refused why it is not to be used; null if it is good
   */
  record Finding(
      String topic, int partition, long offset, @Nullable Long version, @Nullable String refused) {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Findings findings = new Findings(out);
    FollowerConfig config = topic.follower(kafkaProperties);
    SnapshotHistory.snapshots(config.with(new LineageChoice.Any()), findings);
    if (findings.all.isEmpty()) {
      throw CommandFailure.environment(
          "there is no snapshot of %s; start the job, or correct --topic and --model"
              .formatted(config),
          null);
    }
    long refused = findings.all.stream().filter(each -> each.refused() != null).count();
    out.printf("%d good, %d not to be used%n", findings.all.size() - refused, refused);
    out.flush();
    if (json != null) {
      JsonFile.write(json, findings.all);
    }
    return refused == 0 ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static final class Findings implements Visitor {
    private final PrintWriter out;
    private final List<Finding> all = new ArrayList<>();

    Findings(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void verified(SourcePosition record, Snapshot snapshot) {
      long version = snapshot.manifest().version();
      try (OnnxModel model = new OnnxModel(snapshot)) {
        add(record, version, null);
        out.printf(
            "good     version %d, %,d bytes, features of %d numbers%n",
            version, snapshot.payload().length, model.featureCount());
        out.flush();
      } catch (RefusedModelException e) {
        refuse(record, version, String.valueOf(e.getMessage()));
      }
    }

    @Override
    public void refused(SourcePosition record, Refused refused) {
      refuse(record, null, refused.message());
    }

    private void refuse(SourcePosition record, @Nullable Long version, String why) {
      add(record, version, why);
      out.printf(
          "refused  %s/%d at offset %d: %s%n",
          record.topic(), record.partition(), record.offset(), why);
      out.flush();
    }

    private void add(SourcePosition record, @Nullable Long version, @Nullable String why) {
      all.add(new Finding(record.topic(), record.partition(), record.offset(), version, why));
    }
  }
}
