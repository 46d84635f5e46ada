package io.headwater.bench;

import io.headwater.bench.checkpoint.CheckpointBenchmark;
import io.headwater.bench.consume.ConsumeBenchmark;
import io.headwater.bench.engine.EngineBenchmark;
import io.headwater.bench.freshness.FreshnessBenchmark;
import io.headwater.bench.ingest.IngestBenchmark;
import io.headwater.bench.memory.MemoryBenchmark;
import io.headwater.bench.pipeline.PipelineBenchmark;
import io.headwater.bench.quality.QualityBenchmark;
import io.headwater.bench.serve.ServeBenchmark;
import io.headwater.bench.stepcost.StepCostBenchmark;
import picocli.CommandLine.Command;

/** {@code headwater bench}: a command for each benchmark. */
@Command(
    name = "bench",
    description = {
      "Measures this machine against the best alternative: both sides on the same work, in turn,"
          + " after a warm-up.",
      "A ratio over 1 means that this product is better."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "NAME",
    subcommands = {
      CheckpointBenchmark.class,
      StepCostBenchmark.class,
      ConsumeBenchmark.class,
      EngineBenchmark.class,
      IngestBenchmark.class,
      FreshnessBenchmark.class,
      PipelineBenchmark.class,
      MemoryBenchmark.class,
      QualityBenchmark.class,
      ServeBenchmark.class
    })
public final class BenchCommand {}
