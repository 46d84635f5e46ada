package io.headwater.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of all losses, held to central finite differences. */
class LossGradientsTest {
  private static final double STEP = 1e-6;

  static Stream<Loss> losses() {
    return Stream.of(
        new SoftmaxCrossEntropy(),
        new FocalLoss(0),
        new FocalLoss(0.5),
        new FocalLoss(2),
        new ClassBalancedSigmoidCrossEntropy(),
        new EdgeCrossEntropy(),
        new EdgeFocalLoss(0, 0.5),
        new EdgeFocalLoss(2, 0.25),
        new DiceLoss(),
        new LocationLoss(new SmoothL1()),
        new LocationLoss(new SmoothL1(0.5), 1),
        new LocationLoss(new GeneralisedIou()),
        new LocationLoss(new GeneralisedIou(), 0.5),
        new SimilarityCrossEntropy(),
        new Huber(),
        new Huber(0.3));
  }

  private static List<Label> labels(TaskKind kind) {
    return switch (kind) {
      case CLASSIFICATION -> List.of(Label.ofClass("t", 3), Label.ofClass("t", 0));
      case EDGES ->
          List.of(
              Label.ofEdges("t", new byte[] {1, 0, 0, 1, 0}),
              Label.ofEdges("t", new byte[] {0, 0, 1, 0, 0}));
      case LOCATION -> List.of(Label.ofBox("t", 0.2f, 0.6f, 0.3f, 0.5f), Label.ofAbsence("t"));
      case SIMILARITY -> List.of(Label.ofSame("t", true), Label.ofSame("t", false));
      case REGRESSION -> List.of(Label.ofNumber("t", 0.5f), Label.ofNumber("t", -9));
    };
  }

  @ParameterizedTest
  @MethodSource("losses")
  void areThoseOfTheLoss(Loss loss) {
    boolean single = loss.kind() == TaskKind.SIMILARITY || loss.kind() == TaskKind.REGRESSION;
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      double[] outputs = random.doubles(single ? 2 : 10, -2, 2).toArray();
      check(loss, outputs, labels(loss.kind()), new double[] {1, 2.5});
    }
  }

  /** Boxes that overlap, are apart along one axis or both, or lie within one another. */
  @Test
  void ofBoxesAreThoseOfTheLossWhereverTheBoxesLie() {
    List<Label> label = List.of(Label.ofBox("t", 0.5f, 0.5f, 0.3f, 0.2f));
    double[][] boxes = {
      {0.55, 0.45, 0.25, 0.25},
      {0.45, 0.58, 0.25, 0.15},
      {0.1, 0.5, 0.1, 0.1},
      {0.5, 0.9, 0.4, 0.1},
      {0.1, 0.9, 0.1, 0.15},
      {0.5, 0.5, 0.1, 0.1},
      {0.5, 0.5, 0.7, 0.6},
      {0.5, 0.5, 0.7, 0.1},
      {0.9, 0.1, 0.8, 0.1}
    };
    for (double[] box : boxes) {
      double[] outputs = new double[5];
      for (int k = 0; k < box.length; k++) {
        outputs[k + 1] = Math.log(box[k] / (1 - box[k]));
      }
      check(new LocationLoss(new GeneralisedIou()), outputs, label, new double[] {1.5});
    }
  }

  private static void check(Loss loss, double[] outputs, List<Label> labels, double[] weights) {
    double[] gradient = new double[outputs.length];
    double[] unused = new double[outputs.length];
    loss.evaluate(outputs, labels, weights, gradient);
    for (int i = 0; i < outputs.length; i++) {
      double[] above = outputs.clone();
      double[] below = outputs.clone();
      above[i] += STEP;
      below[i] -= STEP;
      double rise =
          loss.evaluate(above, labels, weights, unused)
              - loss.evaluate(below, labels, weights, unused);
      assertThat(gradient[i])
          .as("%s, output %d", loss, i)
          .isCloseTo(rise / (2 * STEP), within(1e-7));
    }
  }
}
