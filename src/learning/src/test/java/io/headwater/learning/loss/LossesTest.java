package io.headwater.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossesTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final Offset<Double> FLOAT = within(1e-6);
  private static final double LN2 = Math.log(2);

  private double[] gradient = {};

  private double loss(TaskKind kind, double[] outputs, double[] weights, Label... labels) {
    gradient = new double[outputs.length];
    return Losses.usual(kind).evaluate(outputs, List.of(labels), weights, gradient);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void classificationIsTheCrossEntropyOfTheSoftmax() {
    double[] outputs = {0, Math.log(3)};
    assertThat(loss(TaskKind.CLASSIFICATION, outputs, ones(1), Label.ofClass("t", 0)))
        .isCloseTo(Math.log(4), EXACT);
    assertThat(gradient).containsExactly(new double[] {-0.75, 0.75}, EXACT);
  }

  @Test
  void classificationIsAMeanByWeight() {
    double[] outputs = {0, Math.log(3), 0, Math.log(3)};
    double[] weights = {1, 3};
    double loss =
        loss(
            TaskKind.CLASSIFICATION,
            outputs,
            weights,
            Label.ofClass("t", 0),
            Label.ofClass("t", 1));
    assertThat(loss).isCloseTo(0.25 * Math.log(4) + 0.75 * Math.log(4 / 3.0), EXACT);
    assertThat(gradient)
        .containsExactly(
            new double[] {-0.25 * 0.75, 0.25 * 0.75, 0.75 * 0.25, -0.75 * 0.25}, EXACT);
  }

  @Test
  void classificationStandsHugeLogits() {
    double loss =
        loss(TaskKind.CLASSIFICATION, new double[] {1e4, -1e4}, ones(1), Label.ofClass("t", 1));
    assertThat(loss).isCloseTo(2e4, EXACT);
    assertThat(gradient).containsExactly(1, -1);
  }

  @Test
  void classificationRefusesAClassThatIsNotThere() {
    assertThatThrownBy(
            () -> loss(TaskKind.CLASSIFICATION, ones(3), ones(1), Label.ofClass("kind", -1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class index of task 'kind' is -1; it must be from 0 to 2");
    assertThatThrownBy(
            () -> loss(TaskKind.CLASSIFICATION, ones(3), ones(1), Label.ofClass("kind", 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class index of task 'kind' is 3; it must be from 0 to 2");
    for (int index : new int[] {0, 2}) {
      assertThat(loss(TaskKind.CLASSIFICATION, ones(3), ones(1), Label.ofClass("kind", index)))
          .isCloseTo(Math.log(3), EXACT);
    }
  }

  @Test
  void edgesCountAsMuchAsAllOtherPixelsTogether() {
    Label oneEdge = Label.ofEdges("t", new byte[] {1, 0, 0, 0});
    double loss = loss(TaskKind.EDGES, new double[4], ones(1), oneEdge);
    assertThat(loss).isCloseTo((0.75 * LN2 + 3 * 0.25 * LN2) / 4, EXACT);
    double elsewhere = 0.25 * 0.5 / 4;
    assertThat(gradient)
        .containsExactly(new double[] {-0.75 * 0.5 / 4, elsewhere, elsewhere, elsewhere}, EXACT);
  }

  @Test
  void edgesAreBalancedOverTheMiniBatch() {
    Label half = Label.ofEdges("t", new byte[] {1, 0});
    Label none = Label.ofEdges("t", new byte[] {0, 0});
    double loss = loss(TaskKind.EDGES, new double[4], ones(2), half, none);
    assertThat(loss).isCloseTo((0.75 * LN2 + 3 * 0.25 * LN2) / 4, EXACT);
  }

  @Test
  void edgesOfWeightTwoCountAsIfTheyCameTwice() {
    Label first = Label.ofEdges("t", new byte[] {1, 0, 0});
    Label second = Label.ofEdges("t", new byte[] {1, 1, 0});
    double[] a = {0.5, -1, 2};
    double[] b = {0, 3, -0.5};
    double weighted =
        loss(
            TaskKind.EDGES,
            new double[] {a[0], a[1], a[2], b[0], b[1], b[2]},
            new double[] {1, 2},
            first,
            second);
    double repeated =
        loss(
            TaskKind.EDGES,
            new double[] {a[0], a[1], a[2], b[0], b[1], b[2], b[0], b[1], b[2]},
            ones(3),
            first,
            second,
            second);
    assertThat(weighted).isCloseTo(repeated, EXACT);
  }

  @Test
  void edgesRefuseAMaskOfAnotherSize() {
    assertThatThrownBy(
            () -> loss(TaskKind.EDGES, new double[4], ones(1), Label.ofEdges("t", new byte[3])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mask of task 't' has 3 pixels; it must have 4");
  }

  @Test
  void locationAddsPresenceAndBox() {
    Label box = Label.ofBox("t", 0.5f, 0.5f, 0.25f, 0.55f);
    double loss = loss(TaskKind.LOCATION, new double[5], ones(1), box);
    // errors 0.25 (linear: 0.25 - 0.05) and -0.05 (square: 0.0025 / 0.2), five times
    assertThat(loss).isCloseTo(LN2 + 5 * (0.2 + 0.0125), FLOAT);
    assertThat(gradient)
        .containsExactly(new double[] {-0.5, 0, 0, 5 * 0.25, -5 * 0.5 * 0.25}, FLOAT);
  }

  @Test
  void locationOfAnAbsentObjectIsPresenceAlone() {
    double[] outputs = {Math.log(3), 1, -2, 3, -4};
    double loss = loss(TaskKind.LOCATION, outputs, ones(1), Label.ofAbsence("t"));
    assertThat(loss).isCloseTo(Math.log(4), EXACT);
    assertThat(gradient).containsExactly(new double[] {0.75, 0, 0, 0, 0}, EXACT);
  }

  @Test
  void locationIsAMeanByWeight() {
    double[] outputs = new double[10];
    outputs[5] = Math.log(3);
    double loss =
        loss(
            TaskKind.LOCATION,
            outputs,
            new double[] {3, 1},
            Label.ofAbsence("t"),
            Label.ofAbsence("t"));
    assertThat(loss).isCloseTo((3 * LN2 + Math.log(4)) / 4, EXACT);
    assertThat(gradient[0]).isCloseTo(0.75 * 0.5, EXACT);
    assertThat(gradient[5]).isCloseTo(0.25 * 0.75, EXACT);
  }

  @Test
  void similarityIsTheCrossEntropyOfTheSigmoid() {
    double[] outputs = {Math.log(3), Math.log(3)};
    double loss =
        loss(
            TaskKind.SIMILARITY,
            outputs,
            ones(2),
            Label.ofSame("t", true),
            Label.ofSame("t", false));
    assertThat(loss).isCloseTo((Math.log(4 / 3.0) + Math.log(4)) / 2, EXACT);
    assertThat(gradient).containsExactly(new double[] {-0.125, 0.375}, EXACT);
  }

  @Test
  void similarityStandsHugeLogits() {
    double loss = loss(TaskKind.SIMILARITY, new double[] {-800}, ones(1), Label.ofSame("t", true));
    assertThat(loss).isCloseTo(800, EXACT);
    assertThat(gradient).containsExactly(-1);
  }

  @Test
  void regressionIsSquareUpToDeltaAndLinearFromThere() {
    double[] outputs = {1.5, -3};
    double[] weights = {3, 1};
    double loss =
        loss(TaskKind.REGRESSION, outputs, weights, Label.ofNumber("t", 1), Label.ofNumber("t", 1));
    // errors 0.5 (square: 0.125) and -4 (linear: 3.5)
    assertThat(loss).isCloseTo((3 * 0.125 + 3.5) / 4, EXACT);
    assertThat(gradient).containsExactly(new double[] {0.75 * 0.5, -0.25}, EXACT);
  }

  @ParameterizedTest
  @EnumSource
  void theUsualLossIsOfItsKind(TaskKind kind) {
    assertThat(Losses.usual(kind).kind()).isEqualTo(kind);
    assertThat(Losses.usual(kind)).isEqualTo(Losses.usual(kind));
  }
}
