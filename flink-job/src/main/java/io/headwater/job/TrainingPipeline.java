package io.headwater.job;

import io.headwater.job.augment.AugmentFunction;
import io.headwater.job.batch.BatchFunction;
import io.headwater.job.config.BatchConfig;
import io.headwater.job.config.JobConfig;
import io.headwater.job.decode.DecodeFunction;
import io.headwater.job.evaluate.EvaluateFunction;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.ingest.EventSource;
import io.headwater.job.ingest.RawEvent;
import io.headwater.job.publish.PublishFunction;
import io.headwater.job.publish.Sinks;
import io.headwater.job.train.ModelHandover;
import io.headwater.job.train.TrainOperator;
import io.headwater.job.train.TrainerConfig;
import io.headwater.job.train.TrainingResult;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.snapshots.SnapshotRecord;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The seven stages of the job, from events to snapshots. */
public final class TrainingPipeline {
  static final String TRAIN = "5 train";

  private TrainingPipeline() {}

  /**
   * Adds the pipeline to the environment. Ingest, decode and augment run at its parallelism.
   *
   * @param start says whether the job may train the model
   */
  public static void build(
      StreamExecutionEnvironment env,
      Source<RawEvent, ?, ?> events,
      JobConfig config,
      Sinks sinks,
      ModelStart start) {
    String model = config.model().name();
    ImageShape input = config.model().input();
    TrainerConfig trainer = TrainerConfig.of(config);
    List<Task> tasks = trainer.tasks();
    BatchConfig batch = config.training().batch();
    int leastImages = trainer.architecture().leastImages();

    SingleOutputStreamOperator<Example> decoded =
        env.fromSource(events, WatermarkStrategy.noWatermarks(), "1 ingest")
            .uid("ingest")
            .process(new DecodeFunction(tasks, input, config.limits()))
            .name("2 decode")
            .uid("decode");

    SingleOutputStreamOperator<MiniBatch> batched =
        decoded
            .map(new AugmentFunction(input, config.tasks()))
            .name("3 augment")
            .uid("augment")
            .keyBy(example -> model, Types.STRING)
            .process(new BatchFunction(tasks, input, batch, leastImages))
            .name("4 batch")
            .uid("batch")
            .setParallelism(1);

    SingleOutputStreamOperator<TrainingResult> trained =
        batched
            .transform(
                TRAIN,
                TypeInformation.of(TrainingResult.class),
                new TrainOperator(trainer, config.snapshots().everyCheckpoints(), start))
            .uid("train")
            .forceNonParallel();

    trained
        .process(new EvaluateFunction())
        .name("6 evaluate")
        .uid("evaluate")
        .forceNonParallel()
        .startNewChain()
        .sinkTo(sinks.scores())
        .name("metrics")
        .uid("metrics")
        .setParallelism(1);

    // In a thread of its own, so that training goes on while a snapshot is made and written.
    SingleOutputStreamOperator<SnapshotRecord> published =
        trained
            .process(
                new PublishFunction(
                    model,
                    trainer,
                    config.snapshots().chunkBytes(),
                    config.digest(),
                    start.ledger()))
            .name("7 publish")
            .uid("publish")
            .forceNonParallel()
            .startNewChain();
    runInOneJvm(batched, trained, published);

    published.sinkTo(sinks.snapshots()).name("snapshots").uid("snapshots").setParallelism(1);

    decoded
        .getSideOutput(DecodeFunction.REJECTED)
        .sinkTo(sinks.rejected())
        .name("rejected")
        .uid("rejected")
        // Each subtask would take a transactional id at each checkpoint.
        .setParallelism(1);
  }

  /** The same, from and to the configured topics. */
  public static void build(StreamExecutionEnvironment env, JobConfig config, ModelStart start) {
    build(env, EventSource.of(config), config, Sinks.of(config, start.ledger()), start);
  }

  /**
   * What is handed over by reference (see {@link ModelHandover}) must not leave the JVM. Flink asks
   * the first operator of a chain where the chain belongs, so that all operators of both are named.
   */
  private static void runInOneJvm(SingleOutputStreamOperator<?>... operators) {
    for (SingleOutputStreamOperator<?> operator : operators) {
      operator.getTransformation().setCoLocationGroupKey("model");
    }
  }
}
