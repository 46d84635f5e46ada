package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Mgda;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.weighting.FixedWeights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients that meet on features. */
@NullUnmarked
class FeatureGradientsTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);

  private final FourTasks data = new FourTasks(INPUT, 1);
  private final Architecture lenet = FourTasks.architecture(INPUT);
  private final LearnerState start = InitialState.of(lenet, 42);

  private static Learner open(Architecture model, LearnerState state, Combination combination) {
    LearnerConfig config =
        new LearnerConfig(
            Adam.withLearningRate(0.01), new FixedWeights(), combination, 1e9, 1, 100);
    return Learner.open(new PlainJavaEngine(), model, config, state, Precision.F64);
  }

  private static GivenCoefficients given(double... coefficients) {
    return new GivenCoefficients(Gradients.FEATURES, coefficients);
  }

  @ParameterizedTest
  @EnumSource
  void theirSumIsTheGradientOfTheJointLoss(TowersAndHeads kind) {
    Architecture model = kind.on(INPUT);
    assumeFalse(model.shared().isEmpty(), "nothing is shared, and the combination refused");
    LearnerState state = InitialState.of(model, 42);
    MiniBatch batch = data.allTasks();
    try (Learner jointly = open(model, state, new Sum());
        Learner met = open(model, state, given(1, 1, 1, 1))) {
      assertThat(met.gradients(batch)).isEqualTo(jointly.gradients(batch));
    }
  }

  /** Where other tasks read a task's head, it has a part in what is shared, as the towers have. */
  @ParameterizedTest
  @EnumSource
  void coefficientsAreOfWhatIsSharedAndNotOfATasksOwnHead(TowersAndHeads kind) {
    Architecture model = kind.on(INPUT);
    assumeFalse(model.shared().isEmpty(), "nothing is shared, and the combination refused");
    LearnerState state = InitialState.of(model, 42);
    List<List<Example>> ofTasks =
        List.of(
            List.of(data.kind(0), data.kind(1)),
            List.of(data.outline()),
            List.of(data.place(), data.absent()),
            List.of(data.twins(true)));
    double[] coefficients = {0.5, -2, 3, 1.5};
    List<Example> all = new ArrayList<>();
    ofTasks.forEach(all::addAll);
    try (Learner learner = open(model, state, given(coefficients));
        Learner parameters =
            open(model, state, new GivenCoefficients(Gradients.PARAMETERS, coefficients))) {
      Map<String, Map<String, Tensor>> actual = learner.gradients(MiniBatch.ofFresh(all));
      parameters
          .gradients(MiniBatch.ofFresh(all))
          .forEach((name, expected) -> States.assertClose(name, actual.get(name), expected, 1e-5));
    }
  }

  /**
   * To move all features by some numbers is to move the head's biases by its weights times these:
   * so the gradient on features, summed over rows, is that on the biases times the weights.
   */
  @Test
  void theMatrixIsOfTheFeaturesGradientsSummedOverRows() {
    List<Example> examples =
        List.of(data.kind(0), data.kind(2), data.outline(), data.outline(), data.kind(1));
    GivenCoefficients combination = given(1, 1);
    Map<String, double[]> onFeatures = new LinkedHashMap<>();
    try (Learner learner = open(lenet, start, combination)) {
      Map<String, Map<String, Tensor>> gradients = learner.gradients(MiniBatch.ofFresh(examples));
      for (String task : List.of("kind", "outline")) {
        float[] onBiases = gradients.get(task).get("output.bias").values();
        Tensor weights = start.networks().get(task).parameters().get("output.weight");
        onFeatures.put(task, times(onBiases, weights));
      }
    }
    List<double[]> sums = List.copyOf(onFeatures.values());
    double[][] gram = combination.gram();
    assertThat(gram).hasDimensions(2, 2);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        assertThat(gram[i][j])
            .isCloseTo(
                inner(sums.get(i), sums.get(j)), within(1e-5 * Math.sqrt(gram[i][i] * gram[j][j])));
        assertThat(Math.abs(gram[i][j])).isGreaterThan(1e-12);
      }
    }
  }

  /**
   * @param matrix [features, outputs]
   */
  private static double[] times(float[] row, Tensor matrix) {
    double[] product = new double[matrix.size() / row.length];
    for (int i = 0; i < matrix.size(); i++) {
      product[i / row.length] += row[i % row.length] * matrix.values()[i];
    }
    return product;
  }

  private static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** What a comparison asks of one image is the opposite of what it asks of the other. */
  @Test
  void theImagesOfPairsAreNotSummedAway() {
    GivenCoefficients combination = given(1);
    try (Learner learner = open(lenet, start, combination)) {
      learner.gradients(data.only(FourTasks.TWINS));
      assertThat(combination.gram()[0][0]).isGreaterThan(1e-12);
    }
  }

  @Test
  void aStepThatIsNotFiniteIsDropped() {
    LearnerState extreme = States.with(start, "place", "output.weight", 0, Float.POSITIVE_INFINITY);
    try (Learner learner = open(lenet, extreme, new Mgda(Gradients.FEATURES))) {
      LearnerState before = learner.state();
      assertThat(learner.step(data.allTasks()).applied()).isFalse();
      assertThat(learner.state().networks()).isEqualTo(before.networks());
    }
  }
}
