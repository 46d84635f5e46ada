package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** That ONNX Runtime predicts with an exported model what the plain-java engine predicts. */
final class Agreement {
  static final double TOLERANCE = 1e-4;

  private Agreement() {}

  static void require(Architecture architecture, LearnerState state, List<Example> examples) {
    byte[] images = pixels(examples, Example::pixels);
    byte[] others = pixels(examples, Example::secondPixels);
    try (Learner learner = Models.learner(architecture, state);
        OnnxModel model = model(architecture, state)) {
      Map<String, float[][]> single = model.predict(images, examples.size());
      Map<String, float[][]> pairs = model.predictPairs(images, others, examples.size());
      learner
          .predict(examples)
          .forEach(
              (task, expected) -> {
                boolean ofPairs = architecture.task(task).kind() == TaskKind.SIMILARITY;
                Map<String, float[][]> predictions = ofPairs ? pairs : single;
                float[][] actual = requireNonNull(predictions.get(task));
                if (architecture.task(task).kind() == TaskKind.REGRESSION) {
                  requireClose(task, actual, expected, TOLERANCE);
                } else {
                  requireClose(task, actual, expected);
                }
              });
      assertThat(single.size() + pairs.size()).isEqualTo(architecture.tasks().size());
    }
  }

  /** The exported model, as a consumer has it. */
  static OnnxModel model(Architecture architecture, LearnerState state) {
    byte[] onnx = OnnxExport.toOnnx(architecture, state, "fashion", 1).toByteArray();
    Provenance provenance = Models.provenance("fashion", 1, architecture, Lineage.EMPTY);
    return new OnnxModel(Models.snapshot(provenance, onnx));
  }

  static byte[] pixels(List<Example> examples, Function<Example, byte[]> pixels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    examples.forEach(example -> out.writeBytes(pixels.apply(example)));
    return out.toByteArray();
  }

  private static void requireClose(String task, float[][] actual, double[] expected) {
    DoubleSummaryStatistics range = Arrays.stream(expected).summaryStatistics();
    assertThat(range.getMin()).as("%s is not saturated", task).isBetween(0.0001, 0.9999);
    requireClose(task, actual, expected, TOLERANCE);
  }

  static void requireClose(String what, float[][] actual, double[] expected, double tolerance) {
    int width = actual[0].length;
    assertThat(expected).hasSize(actual.length * width);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i / width][i % width])
          .as("%s, value %d", what, i)
          .isCloseTo(expected[i], within(tolerance));
    }
  }
}
