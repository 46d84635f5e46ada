package io.headwater.bench.job;

import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.proof.ProvenEngine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose what a measured job trains, and with what. */
public final class JobOptions {
  private static final List<String> PRECISIONS = List.of("f32", "bf16");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = {
        "lenet (four tasks, 28x28), alexnet64 (two, 64x64) or alexnet (two, 224x224);",
        "${DEFAULT-VALUE} if not given."
      },
      defaultValue = "lenet")
  private String model = "lenet";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "An engine, or auto; ${DEFAULT-VALUE} if not given.",
      defaultValue = Engines.AUTO)
  private String engine = Engines.AUTO;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "f32 or bf16; ${DEFAULT-VALUE} if not given.",
      defaultValue = "f32")
  private String precision = "f32";

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples of each task in a mini-batch; ${DEFAULT-VALUE} if not given.",
      defaultValue = "16")
  private int batch = 16;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each side is measured; ${DEFAULT-VALUE} if not given.",
      defaultValue = "2")
  private int rounds = 2;

  /**
   * The job, with a snapshot at each checkpoint.
   *
   * @param intervalSeconds between checkpoints
   * @throws ParameterException if an option's value is wrong, saying what would be right
   */
  public JobSettings settings(double intervalSeconds) {
    require(
        PRECISIONS.contains(precision),
        "--precision is " + precision + "; it must be one of " + PRECISIONS);
    require(batch > 0, "--batch is " + batch + "; it must be at least 1");
    require(
        intervalSeconds >= 0.1,
        "--interval is " + intervalSeconds + "; it must be at least 0.1 (seconds)");
    Duration interval = Duration.ofMillis(Math.round(intervalSeconds * 1e3));
    return proven(new JobSettings(workload(), engine, precision, batch, interval, 1));
  }

  public Workload workload() {
    return Arrays.stream(Workload.values())
        .filter(workload -> workload.id().equals(model))
        .findFirst()
        .orElseThrow(
            () -> refusal("--model is " + model + "; it must be one of " + Workload.ids()));
  }

  /**
   * @throws ParameterException if it is under 1
   */
  public int rounds() {
    require(rounds > 0, "--rounds is " + rounds + "; it must be at least 1");
    return rounds;
  }

  /** With the engine that "auto" comes to. */
  private JobSettings proven(JobSettings asked) {
    require(
        Engines.names().contains(engine),
        "--engine is " + engine + "; it must be one of " + Engines.names());
    try {
      JobConfig config = asked.config("localhost:9092", "proof", List.of("proof-events"));
      return asked.on(
          ProvenEngine.choose(engine, config.architecture(), config.training().precision())
              .engine()
              .name());
    } catch (IllegalArgumentException e) {
      throw refusal("--engine: " + e.getMessage());
    }
  }

  private void require(boolean holds, String sentence) {
    if (!holds) {
      throw refusal(sentence);
    }
  }

  private ParameterException refusal(String sentence) {
    return new ParameterException(command.commandLine(), sentence);
  }
}
