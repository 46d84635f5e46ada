package io.headwater.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.Label;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The losses that a task has only if they are chosen. */
class ChosenLossesTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> FLOAT = within(1e-6);
  private static final double LN2 = Math.log(2);
  private static final Label CLASS_0 = Label.ofClass("t", 0);
  private static final Label ONE_EDGE = Label.ofEdges("t", new byte[] {1, 0, 0, 0});

  private double[] gradient = {};

  private double loss(Loss loss, double[] outputs, double[] weights, Label... labels) {
    gradient = new double[outputs.length];
    return loss.evaluate(outputs, List.of(labels), weights, gradient);
  }

  private double loss(Loss loss, double[] outputs, Label label) {
    return loss(loss, outputs, new double[] {1}, label);
  }

  @Test
  void focalLossScalesTheCrossEntropyByWhatIsAmiss() {
    double[] outputs = {0, Math.log(3)};
    // p = 1/4, so (3/4)^2 x log 4
    assertThat(loss(new FocalLoss(2), outputs, CLASS_0)).isCloseTo(9.0 / 16 * Math.log(4), EXACT);
    double slope = 9.0 / 16 * (2 * 0.25 * Math.log(0.25) - 0.75);
    assertThat(gradient).containsExactly(new double[] {slope, -slope}, EXACT);
  }

  @Test
  void focalLossOfGammaZeroIsTheCrossEntropy() {
    double[] outputs = new Random(5).doubles(12, -3, 3).toArray();
    Label[] labels = {Label.ofClass("t", 1), Label.ofClass("t", 3), CLASS_0};
    double[] weights = {1, 0.5, 3};
    double focal = loss(new FocalLoss(0), outputs, weights, labels);
    double[] ofFocal = gradient;
    assertThat(focal).isCloseTo(loss(new SoftmaxCrossEntropy(), outputs, weights, labels), EXACT);
    assertThat(ofFocal).containsExactly(gradient, EXACT);
  }

  @Test
  void focalLossStandsHugeLogits() {
    for (double gamma : new double[] {0, 0.5, 2}) {
      assertThat(loss(new FocalLoss(gamma), new double[] {1e4, -1e4}, CLASS_0)).isZero();
      assertThat(gradient).containsExactly(new double[2], EXACT);
      assertThat(loss(new FocalLoss(gamma), new double[] {-1e4, 1e4}, CLASS_0))
          .isCloseTo(2e4, EXACT);
      assertThat(gradient).containsExactly(-1, 1);
    }
  }

  @Test
  void focalLossIsAMeanByWeight() {
    double[] outputs = {0, Math.log(3), 0, Math.log(3)};
    double loss =
        loss(new FocalLoss(1), outputs, new double[] {1, 3}, CLASS_0, Label.ofClass("t", 1));
    assertThat(loss).isCloseTo(0.25 * 0.75 * Math.log(4) + 0.75 * 0.25 * Math.log(4 / 3.0), EXACT);
  }

  @Test
  void crossEntropyOfEdgesCountsAllPixelsAlike() {
    double[] outputs = {Math.log(3), 0, 0, Math.log(3)};
    assertThat(loss(new EdgeCrossEntropy(), outputs, ONE_EDGE))
        .isCloseTo((Math.log(4 / 3.0) + 2 * LN2 + Math.log(4)) / 4, EXACT);
    assertThat(gradient)
        .containsExactly(new double[] {-0.25 / 4, 0.5 / 4, 0.5 / 4, 0.75 / 4}, EXACT);
  }

  @Test
  void focalLossOfEdgesWeighsThemByAlpha() {
    double[] outputs = {Math.log(3), Math.log(3), 0, 0};
    // p of what each pixel is: 3/4, 1/4, 1/2, 1/2
    double expected =
        0.25 * (1 / 16.0) * Math.log(4 / 3.0)
            + 0.75 * (9 / 16.0) * Math.log(4)
            + 2 * 0.75 * 0.25 * LN2;
    assertThat(loss(new EdgeFocalLoss(2, 0.25), outputs, ONE_EDGE)).isCloseTo(expected / 4, EXACT);
  }

  @Test
  void focalLossOfEdgesStandsHugeLogits() {
    assertThat(loss(new EdgeFocalLoss(2, 0.5), new double[] {800, -800, -800, 800}, ONE_EDGE))
        .isCloseTo(0.5 * 800 / 4, EXACT);
    assertThat(gradient).containsExactly(new double[] {0, 0, 0, 0.5 / 4}, EXACT);
  }

  @Test
  void diceIsAMeanOverImagesByWeight() {
    double[] outputs = new double[8];
    Label none = Label.ofEdges("t", new byte[4]);
    // both 1 + 2 x 1/2, either 1 + 4 x 1/4 + 1 of the first; 1 and 1 + 1 of the second
    assertThat(loss(new DiceLoss(), outputs, new double[] {3, 1}, ONE_EDGE, none))
        .isCloseTo(0.75 * (1 - 2 / 3.0) + 0.25 * (1 - 1 / 2.0), EXACT);
  }

  @Test
  void edgesOfAnotherSizeAreRefusedByEachLoss() {
    for (Loss loss : List.of(new EdgeCrossEntropy(), new EdgeFocalLoss(2, 0.5), new DiceLoss())) {
      assertRefused(
          () -> loss(loss, new double[5], ONE_EDGE),
          "mask of task 't' has 4 pixels; it must have 5");
    }
  }

  @Test
  void generalisedIouOfBoxesThatOverlap() {
    double[] slopes = new double[4];
    double[] box = {0.5, 0.5, 0.4, 0.2};
    float[] label = {1, 0.7f, 0.5f, 0.4f, 0.2f};
    // intersection 0.04, union 0.12 and the box around both 0.12
    assertThat(new GeneralisedIou().evaluate(box, label, slopes)).isCloseTo(1 - 1 / 3.0, FLOAT);
  }

  @Test
  void generalisedIouOfBoxesThatAreApartTellsHowFar() {
    double[] slopes = new double[4];
    double[] box = {0.1, 0.1, 0.2, 0.2};
    float[] label = {1, 0.9f, 0.9f, 0.2f, 0.2f};
    // union 0.08, the box around both 1
    assertThat(new GeneralisedIou().evaluate(box, label, slopes)).isCloseTo(1 + 0.92, FLOAT);
    assertThat(slopes[0]).as("right is nearer").isNegative();
    assertThat(slopes[1]).as("down is nearer").isNegative();
  }

  @Test
  void generalisedIouOfTheSameBoxIsZero() {
    float[] label = {1, 0.5f, 0.25f, 0.5f, 0.125f};
    double[] box = {0.5, 0.25, 0.5, 0.125};
    assertThat(new GeneralisedIou().evaluate(box, label, new double[4])).isCloseTo(0, EXACT);
  }

  @Test
  void locationAddsTheWeightedLossOfTheBoxWhereThereIsOne() {
    Loss loss = new LocationLoss(new GeneralisedIou(), 3);
    Label box = Label.ofBox("t", 0.5f, 0.5f, 0.5f, 0.25f);
    // the predicted box is 0.5 x 0.5: IoU 1/2, and nothing around both but it
    double both = loss(loss, new double[10], new double[] {3, 1}, box, Label.ofAbsence("t"));
    assertThat(both).isCloseTo(LN2 + 0.75 * 3 * 0.5, EXACT);
    assertThat(gradient).endsWith(0, 0, 0, 0);
  }

  @Test
  void settingsHaveRanges() {
    assertRefused(() -> new Huber(0), "delta is 0.0; it must be over 0");
    assertRefused(() -> new SmoothL1(Double.NaN), "beta is NaN; it must be over 0");
    assertRefused(() -> new FocalLoss(-1), "gamma is -1.0; it must be 0 or more");
    assertRefused(() -> new EdgeFocalLoss(2, 1), "alpha is 1.0; it must be in [0, 1)");
    assertRefused(() -> new EdgeFocalLoss(2, 0), "alpha is 0.0; it must be over 0");
    assertRefused(
        () -> new LocationLoss(new SmoothL1(), -5), "boxWeight is -5.0; it must be over 0");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
