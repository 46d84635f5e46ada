package io.headwater.bench.consume;

import io.headwater.bench.Rounds;
import io.headwater.snapshots.LiveModel;
import io.headwater.snapshots.OnnxModel;
import io.headwater.snapshots.Snapshot;
import io.headwater.snapshots.SnapshotAssembler;
import java.util.ArrayList;
import java.util.List;

/**
 * From records in memory to a model that serves, in milliseconds. The live model has predicted
 * before, so that the next one is warmed up.
 */
final class ServingStages implements Rounds.Turn, AutoCloseable {
  private final PublishedSnapshot published;
  private final LiveModel live = new LiveModel();
  private final List<Stages> taken = new ArrayList<>();

  /**
   * Milliseconds of each stage.
   *
   * @param assembly decoding the chunks
   * @param verification digests of chunks, payload and manifest; joining the payload
   * @param load by ONNX Runtime alone, of another instance of the model
   * @param swap loading, warming up, replacing and closing the model before
   */
  record Stages(double assembly, double verification, double load, double swap) {}

  ServingStages(PublishedSnapshot published, byte[] image) {
    this.published = published;
    live.swap(published.assembled());
    live.use(model -> model.predict(image, 1));
  }

  @Override
  public double take() {
    long begin = System.nanoTime();
    SnapshotAssembler assembler = published.withChunks();
    long assembled = System.nanoTime();
    Snapshot snapshot = published.verified(assembler);
    long verified = System.nanoTime();
    live.swap(snapshot);
    long swapped = System.nanoTime();
    new OnnxModel(snapshot).close();
    long loaded = System.nanoTime();
    taken.add(
        new Stages(
            millis(assembled - begin),
            millis(verified - assembled),
            millis(loaded - swapped),
            millis(swapped - verified)));
    return millis(swapped - begin);
  }

  /** Of all turns. */
  List<Stages> taken() {
    return taken;
  }

  @Override
  public void close() {
    live.close();
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
