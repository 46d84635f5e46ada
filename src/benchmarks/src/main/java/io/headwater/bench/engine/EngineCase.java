package io.headwater.bench.engine;

import io.headwater.bench.BenchModel;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import java.util.List;
import java.util.Locale;

/**
 * What is timed.
 *
 * @param batch examples of a mini-batch, at least 1
 * @param precision of ours: F32 or BF16 or, in tests, F64
 */
record EngineCase(BenchModel model, int batch, Precision precision) {
  EngineCase {
    if (batch < 1) {
      throw new IllegalArgumentException("--batch is " + batch + "; it must be at least 1");
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence, if there is no such case
   */
  static EngineCase of(String model, int batch, String precision) {
    return new EngineCase(BenchModel.named(model), batch, precision(precision));
  }

  private static Precision precision(String id) {
    return List.of(Precision.F32, Precision.BF16).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--precision is '" + id + "'; it must be f32 or bf16"));
  }

  Architecture architecture() {
    return model.architecture();
  }

  /** In what libtorch computes: in f32, and where ours does not, in ours as well. */
  List<Precision> peerPrecisions() {
    return precision == Precision.F32 ? List.of(Precision.F32) : List.of(Precision.F32, precision);
  }

  /** Ratio to libtorch in that precision. */
  double goal(Precision peer) {
    if (peer == Precision.BF16) {
      return 1;
    }
    if (precision == Precision.BF16 && model.backbone() == Backbone.ALEXNET) {
      return 4;
    }
    return switch (model.backbone()) {
      case LENET -> 1.5;
      case ALEXNET, VGG11, RESNET18, RESNET50 -> 1.3;
      default -> 1;
    };
  }

  /** The same in 32-bit floats. */
  EngineCase inF32() {
    return new EngineCase(model, batch, Precision.F32);
  }

  long parameters() {
    return architecture().networks().stream().mapToLong(network -> network.parameterCount()).sum();
  }

  /** Enough that a turn takes about a second. */
  int usualSteps() {
    return model.backbone() == Backbone.LENET ? Math.max(1, 3200 / batch) : Math.max(1, 96 / batch);
  }

  /** Steps until the JIT compiler has finished with what runs in each. */
  int usualWarmUp() {
    return model.backbone() == Backbone.LENET ? 300 : 30;
  }

  @Override
  public String toString() {
    return model.name() + " batch " + batch + " " + precision.id().toUpperCase(Locale.ROOT);
  }
}
