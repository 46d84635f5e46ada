package io.headwater.bench.engine;

import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What is timed.
 *
 * @param batch examples of a mini-batch, at least 1
 * @param precision of ours, F32 or BF16
 */
record EngineCase(Backbone backbone, int batch, Precision precision, Architecture architecture) {
  static final int CLASSES = 10;

  EngineCase {
    if (batch < 1) {
      throw new IllegalArgumentException("--batch is " + batch + "; it must be at least 1");
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence, if there is no such case
   */
  static EngineCase of(String model, int batch, String precision) {
    Backbone backbone =
        Arrays.stream(Backbone.values())
            .filter(each -> each.id().equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--model is '"
                            + model
                            + "'; there are "
                            + Arrays.stream(Backbone.values()).map(Backbone::id).toList()));
    List<String> names = IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
    List<Task> tasks =
        List.of(
            new Task("first", TaskKind.CLASSIFICATION, 0.5, names),
            new Task("second", TaskKind.CLASSIFICATION, 0.5, names));
    return new EngineCase(
        backbone, batch, precision(precision), backbone.architecture(input(backbone), tasks));
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

  private static ImageShape input(Backbone backbone) {
    return switch (backbone) {
      case LENET -> new ImageShape(1, 28, 28);
      case ALEXNET -> new ImageShape(3, 224, 224);
      case RESNET18 -> new ImageShape(3, 64, 64);
    };
  }

  String model() {
    return backbone.id();
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
    if (precision == Precision.BF16 && backbone == Backbone.ALEXNET) {
      return 4;
    }
    return backbone == Backbone.LENET ? 1.5 : 1.3;
  }

  /** The same in 32-bit floats. */
  EngineCase inF32() {
    return new EngineCase(backbone, batch, Precision.F32, architecture);
  }

  long parameters() {
    return architecture.networks().stream().mapToLong(network -> network.parameterCount()).sum();
  }

  /** Enough that a turn takes about a second. */
  int usualSteps() {
    return backbone == Backbone.LENET ? Math.max(1, 3200 / batch) : Math.max(1, 96 / batch);
  }

  /** Steps until the JIT compiler has finished with what runs in each. */
  int usualWarmUp() {
    return backbone == Backbone.LENET ? 300 : 30;
  }

  @Override
  public String toString() {
    return model() + " batch " + batch + " " + precision.id().toUpperCase(Locale.ROOT);
  }
}
