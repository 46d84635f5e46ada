package io.headwater.learning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.task.Label;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsTest {
  private static final Offset<Double> EXACT = within(1e-6);

  private static Map<String, Double> values(TaskKind kind, double[] predictions, Label... labels) {
    Metric metric = Metrics.of(kind);
    return metric.values(metric.tally(predictions, List.of(labels)).all());
  }

  private static Label[] classes(int... indices) {
    return Arrays.stream(indices).mapToObj(i -> Label.ofClass("t", i)).toArray(Label[]::new);
  }

  private static Label[] same(boolean... same) {
    Label[] labels = new Label[same.length];
    for (int i = 0; i < same.length; i++) {
      labels[i] = Label.ofSame("t", same[i]);
    }
    return labels;
  }

  @ParameterizedTest
  @EnumSource
  void theHeadlineIsTheFirstValue(TaskKind kind) {
    Metric metric = Metrics.of(kind);
    Label label =
        switch (kind) {
          case CLASSIFICATION -> Label.ofClass("t", 1);
          case EDGES -> Label.ofEdges("t", new byte[] {1, 0, 0, 0, 0});
          case LOCATION -> Label.ofBox("t", 0.5f, 0.5f, 0.5f, 0.5f);
          case SIMILARITY -> Label.ofSame("t", true);
          case REGRESSION -> Label.ofNumber("t", 2);
        };
    double[] predictions = kind == TaskKind.SIMILARITY ? new double[] {0.4} : new double[5];
    Map<String, Double> values = metric.values(metric.tally(predictions, List.of(label)).all());
    assertThat(values.keySet().iterator().next()).isEqualTo(metric.headline());
  }

  @Test
  void classificationCountsTheMostProbableClass() {
    double[] predictions = {0.7, 0.2, 0.1, 0.6, 0.3, 0.1, 0.1, 0.8, 0.1, 0.2, 0.7, 0.1};
    Map<String, Double> values = values(TaskKind.CLASSIFICATION, predictions, classes(0, 1, 1, 1));
    assertThat(values.get("accuracy")).isCloseTo(0.75, EXACT);
    // class 0: 2 x 1 / (1 + 2), class 1: 2 x 2 / (3 + 2); class 2 was neither seen nor predicted
    assertThat(values.get("macroF1")).isCloseTo((2 / 3.0 + 0.8) / 2, EXACT);
  }

  @Test
  void classificationIsMeasuredAsByItsConfusionMatrix() {
    Random random = new Random(5);
    int classes = 7;
    int count = 200;
    double[] predictions = random.doubles((long) count * classes).toArray();
    int[] labelled = random.ints(count, 0, classes - 1).toArray();
    double[][] confusion = new double[classes][classes];
    for (int n = 0; n < count; n++) {
      double[] row = Arrays.copyOfRange(predictions, n * classes, (n + 1) * classes);
      double highest = Arrays.stream(row).max().getAsDouble();
      int predicted = IntStream.range(0, classes).filter(k -> row[k] == highest).sum();
      confusion[labelled[n]][predicted]++;
    }
    double right = 0;
    double f1 = 0;
    for (int k = 0; k < classes; k++) {
      int each = k;
      double ofClass = Arrays.stream(confusion[k]).sum();
      double asClass = Arrays.stream(confusion).mapToDouble(row -> row[each]).sum();
      right += confusion[k][k] / count;
      f1 += 2 * confusion[k][k] / (ofClass + asClass) / classes;
    }
    Map<String, Double> values = values(TaskKind.CLASSIFICATION, predictions, classes(labelled));
    assertThat(values.get("accuracy")).isCloseTo(right, EXACT);
    assertThat(values.get("macroF1")).isCloseTo(f1, EXACT);
  }

  @Test
  void aTallyGrowsWithTheMiniBatchAndNotWithTheClasses() {
    Tally tally =
        Metrics.of(TaskKind.CLASSIFICATION)
            .tally(new double[2 * 20_000], List.of(classes(19_999, 19_999)));
    assertThat(tally.length()).isEqualTo(3 * 20_000);
    // class 0 is predicted twice, the last one labelled twice
    assertThat(tally.places()).containsExactly(1, 3 * 19_999);
    assertThat(tally.sums()).containsExactly(2, 2);
  }

  @Test
  void edgesAreMeasuredAtTheBestThresholdOfAllImagesTogether() {
    Metric metric = Metrics.of(TaskKind.EDGES);
    double[] sums =
        metric
            .tally(new double[] {0.9, 0.2, 0.6}, List.of(Label.ofEdges("t", new byte[] {1, 0, 0})))
            .all();
    metric
        .tally(new double[] {0.7, 0.4, 0.1}, List.of(Label.ofEdges("t", new byte[] {1, 1, 0})))
        .addTo(sums);
    Map<String, Double> values = metric.values(sums);
    // from 0.4 on: 3 hits and 1 false alarm; from 0.7 on: 2 hits, 1 miss
    assertThat(values.get("fMeasure")).isCloseTo(2 * 3 / (3 + 1 + 3.0), EXACT);
    assertThat(values.get("threshold")).isCloseTo(0.4, EXACT);
  }

  @Test
  void imagesOfAMiniBatchAreTalliedAsThoseOfSeveral() {
    Metric metric = Metrics.of(TaskKind.EDGES);
    Label first = Label.ofEdges("t", new byte[] {1, 0, 0});
    Label second = Label.ofEdges("t", new byte[] {1, 1, 0});
    double[] apart = metric.tally(new double[] {0.9, 0.2, 0.6}, List.of(first)).all();
    metric.tally(new double[] {0.7, 0.4, 0.1}, List.of(second)).addTo(apart);
    double[] together =
        metric.tally(new double[] {0.9, 0.2, 0.6, 0.7, 0.4, 0.1}, List.of(first, second)).all();
    assertThat(together).containsExactly(apart);
  }

  @Test
  void edgesPredictedPerfectlyMeasureOne() {
    Label label = Label.ofEdges("t", new byte[] {1, 0, 1, 0});
    Map<String, Double> values = values(TaskKind.EDGES, new double[] {1, 0.3, 0.8, 0}, label);
    assertThat(values.get("fMeasure")).isEqualTo(1);
    assertThat(values.get("threshold")).isCloseTo(0.8, EXACT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the same box,        0.5, 0.5, 0.4, 0.2, 1",
    "half beside it,      0.7, 0.5, 0.4, 0.2, 0.3333333",
    "a box inside it,     0.5, 0.5, 0.2, 0.1, 0.25",
    "a box around it,     0.5, 0.5, 0.8, 0.4, 0.25",
    "a corner in common,  0.6, 0.55, 0.4, 0.2, 0.3913043",
    "an edge in common,   0.9, 0.5, 0.4, 0.2, 0",
    "far away,            0.1, 0.1, 0.1, 0.1, 0",
    "a box of no size,    0.5, 0.5, 0, 0, 0",
    "not a number,        NaN, 0.5, 0.4, 0.2, 0"
  })
  void overlapOfTwoBoxes(String name, double x, double y, double w, double h, double expected) {
    Map<String, Double> values =
        values(
            TaskKind.LOCATION,
            new double[] {1, x, y, w, h},
            Label.ofBox("t", 0.5f, 0.5f, 0.4f, 0.2f));
    assertThat(values.get("meanIou")).isCloseTo(expected, EXACT);
  }

  @Test
  void locationMeansOverlapWhereTheObjectIsPresentAndPresenceEverywhere() {
    double[] predictions = {
      0.9, 0.5, 0.5, 0.4, 0.2, 0.3, 0.7, 0.5, 0.4, 0.2, 0.6, 0.5, 0.5, 0.4, 0.2, 0.1, 0, 0, 0, 0
    };
    Label box = Label.ofBox("t", 0.5f, 0.5f, 0.4f, 0.2f);
    Label none = Label.ofAbsence("t");
    Map<String, Double> values = values(TaskKind.LOCATION, predictions, box, box, none, none);
    assertThat(values.get("meanIou")).isCloseTo((1 + 1 / 3.0) / 2, EXACT);
    assertThat(values.get("presenceAccuracy")).isEqualTo(0.5);
  }

  @Test
  void presenceIsDecidedAtAHalf() {
    double[] half = {0.5, 0.5, 0.5, 0.4, 0.2};
    double[] less = {0.4999, 0.5, 0.5, 0.4, 0.2};
    Label box = Label.ofBox("t", 0.5f, 0.5f, 0.4f, 0.2f);
    Label none = Label.ofAbsence("t");
    assertThat(values(TaskKind.LOCATION, half, box)).containsEntry("presenceAccuracy", 1.0);
    assertThat(values(TaskKind.LOCATION, half, none)).containsEntry("presenceAccuracy", 0.0);
    assertThat(values(TaskKind.LOCATION, less, box)).containsEntry("presenceAccuracy", 0.0);
    assertThat(values(TaskKind.LOCATION, less, none)).containsEntry("presenceAccuracy", 1.0);
  }

  @Test
  void ofEquallyGoodThresholdsTheHighestIsTold() {
    Label edge = Label.ofEdges("t", new byte[] {1});
    assertThat(values(TaskKind.EDGES, new double[] {0.5}, edge))
        .containsEntry("fMeasure", 1.0)
        .containsEntry("threshold", 0.5);
  }

  @ParameterizedTest
  @CsvSource({"0.5, true, 1", "0.5, false, 0", "0.4999, true, 0", "0.4999, false, 1"})
  void similarityOfOnePairIsDecidedAtAHalf(double score, boolean same, double accuracy) {
    assertThat(values(TaskKind.SIMILARITY, new double[] {score}, same(same)))
        .containsEntry("accuracy", accuracy);
  }

  @Test
  void aTallyHasAPlaceForEachSum() {
    assertThatThrownBy(() -> new Tally(3, new int[] {0, 1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tally has 2 places for 1 sums");
  }

  @Test
  void similarityIsDecidedAtAHalf() {
    Map<String, Double> values =
        values(
            TaskKind.SIMILARITY,
            new double[] {0.5, 0.4999, 0.9, 0.2},
            same(true, true, false, false));
    assertThat(values.get("accuracy")).isEqualTo(0.5);
  }

  @Test
  void areaUnderTheCurveIsTheShareOfPairsInTheRightOrder() {
    Map<String, Double> values =
        values(
            TaskKind.SIMILARITY,
            new double[] {0.8, 0.6, 0.3, 0.6, 0.1},
            same(true, true, true, false, false));
    // right order: 0.8 twice, 0.6 once and a tie, 0.3 once; of 3 x 2
    assertThat(values.get("auc")).isCloseTo(4.5 / 6, EXACT);
  }

  @Test
  void numbersAreMeasuredByTheirErrors() {
    Metric metric = Metrics.of(TaskKind.REGRESSION);
    double[] sums =
        metric
            .tally(new double[] {2, -1}, List.of(Label.ofNumber("t", 2.5f), Label.ofNumber("t", 1)))
            .all();
    metric.tally(new double[] {7}, List.of(Label.ofNumber("t", 7))).addTo(sums);
    Map<String, Double> values = metric.values(sums);
    assertThat(values.get("mae")).isCloseTo((0.5 + 2) / 3, EXACT);
    assertThat(values.get("rmse")).isCloseTo(Math.sqrt((0.25 + 4) / 3), EXACT);
  }

  @Test
  void aPredictionThatIsNoNumberHasNoError() {
    assertThat(
            values(
                TaskKind.REGRESSION,
                new double[] {Double.NaN, 1},
                Label.ofNumber("t", 0),
                Label.ofNumber("t", 0)))
        .containsEntry("mae", 1.0);
  }

  @Test
  void valuesWithoutExamplesAreNotNumbers() {
    assertThat(Metrics.of(TaskKind.REGRESSION).values(new double[3]))
        .containsEntry("mae", Double.NaN)
        .containsEntry("rmse", Double.NaN);
    assertThat(values(TaskKind.LOCATION, new double[5], Label.ofAbsence("t")).get("meanIou"))
        .isNaN();
    assertThat(values(TaskKind.SIMILARITY, new double[1], same(true)).get("auc")).isNaN();
    assertThat(values(TaskKind.EDGES, new double[2], Label.ofEdges("t", new byte[2])))
        .containsEntry("fMeasure", Double.NaN)
        .containsEntry("threshold", Double.NaN);
    assertThat(Metrics.of(TaskKind.CLASSIFICATION).values(new double[9]))
        .containsEntry("accuracy", Double.NaN)
        .containsEntry("macroF1", Double.NaN);
  }

  @ParameterizedTest
  @EnumSource
  void talliesOfPredictionsThatAreNotNumbersStayFinite(TaskKind kind) {
    Label label =
        switch (kind) {
          case CLASSIFICATION -> Label.ofClass("t", 1);
          case EDGES -> Label.ofEdges("t", new byte[] {1, 0, 0, 0, 0});
          case LOCATION -> Label.ofBox("t", 0.5f, 0.5f, 0.5f, 0.5f);
          case SIMILARITY -> Label.ofSame("t", true);
          case REGRESSION -> Label.ofNumber("t", 2);
        };
    double[] predictions = new double[kind == TaskKind.SIMILARITY ? 1 : 5];
    Arrays.fill(predictions, Double.NaN);
    assertThat(Metrics.of(kind).tally(predictions, List.of(label)))
        .satisfies(tally -> assertThat(Arrays.stream(tally.all())).allMatch(Double::isFinite));
  }

  @Test
  void predictionsAreTheSoftmaxOfClassesTheSigmoidOfAllElseAndNumbersThemselves() {
    assertThat(Predictions.of(TaskKind.REGRESSION, new double[] {-3, 1000}, 2))
        .containsExactly(-3, 1000);
    double[] outputs = {0, Math.log(3), 1000, -1000};
    assertThat(Predictions.of(TaskKind.CLASSIFICATION, outputs, 2))
        .containsExactly(new double[] {0.25, 0.75, 1, 0}, EXACT);
    assertThat(Predictions.of(TaskKind.LOCATION, outputs, 2))
        .containsExactly(new double[] {0.5, 0.75, 1, 0}, EXACT);
  }
}
