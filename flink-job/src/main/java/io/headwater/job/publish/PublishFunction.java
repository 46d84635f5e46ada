package io.headwater.job.publish;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.job.evaluate.TaskScores;
import io.headwater.job.identity.ModelLedger;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.train.ModelHandover;
import io.headwater.job.train.TrainedModel;
import io.headwater.job.train.TrainerConfig;
import io.headwater.job.train.TrainingResult;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.snapshots.OnnxExport;
import io.headwater.snapshots.Provenance;
import io.headwater.snapshots.SnapshotEncoder;
import io.headwater.snapshots.SnapshotRecord;
import io.headwater.snapshots.TaskScore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns a version of the model, if there is one at the checkpoint, into the records of a snapshot:
 * chunks, then the manifest.
 */
public final class PublishFunction extends ProcessFunction<TrainingResult, SnapshotRecord> {
  private static final long serialVersionUID = 2;

  private final String name;
  private final TrainerConfig trainer;
  private final int chunkBytes;
  private final String configDigest;
  private final ModelLedger ledger;

  private transient Architecture architecture;
  private transient PublishMetrics metrics;
  private transient ModelLedger.Watch watch;

  /**
   * @param name the model's
   * @param trainer says what the model is
   * @param chunkBytes of payload in one record, at most
   * @param configDigest SHA-256 of the job's configuration
   * @param ledger says whether another job has taken the model over: then the job ends
   */
  public PublishFunction(
      String name, TrainerConfig trainer, int chunkBytes, String configDigest, ModelLedger ledger) {
    this.name = name;
    this.trainer = trainer;
    this.chunkBytes = chunkBytes;
    this.configDigest = configDigest;
    this.ledger = ledger;
  }

  @Override
  public void open(OpenContext context) {
    architecture = trainer.architecture();
    metrics = new PublishMetrics(getRuntimeContext().getMetricGroup());
    watch = ledger.watch();
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }

  @Override
  public void processElement(TrainingResult result, Context context, Collector<SnapshotRecord> out)
      throws IOException {
    String ticket = result.modelTicket();
    if (ticket == null) {
      return;
    }
    Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
    try (TrainedModel model = ModelHandover.take(ticket)) {
      watch.requireNoSuccessor();
      ModelProto onnx = OnnxExport.toOnnx(architecture, model.state().get(), name, model.version());
      new SnapshotEncoder(chunkBytes)
          .encode(provenance(model, TaskScores.of(result), now), onnx::writeTo, out::collect);
      metrics.count(model.version(), now, onnx.getSerializedSize());
    } catch (ModelRefusedException e) {
      throw new SuppressRestartsException(e);
    }
  }

  private Provenance provenance(TrainedModel model, List<TaskScore> scores, Instant now) {
    LearnerState state = model.state().get();
    return new Provenance(
        name,
        model.lineage(),
        model.version(),
        model.parentVersion() == 0 ? OptionalLong.empty() : OptionalLong.of(model.parentVersion()),
        now,
        state.step(),
        architecture.fingerprint(),
        trainer.model().input(),
        trainer.tasks(),
        state.lineage(),
        scores,
        configDigest,
        model.engine(),
        model.device());
  }
}
