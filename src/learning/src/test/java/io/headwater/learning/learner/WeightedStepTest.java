package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.GramMethod;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.weighting.DualBalancing;
import io.headwater.learning.weighting.Famo;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.TaskBalance;
import io.headwater.learning.weighting.Weighting;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weightings in the joint step, and what is told of them. */
@NullUnmarked
class WeightedStepTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Architecture LENET = FourTasks.architecture(INPUT);

  private final FourTasks data = new FourTasks(INPUT, 1);

  /** The sum, of gradients that are taken one by one. */
  private record SumOneByOne() implements GramMethod {
    @Override
    public String kind() {
      return "sum-one-by-one";
    }

    @Override
    public Gradients gradients() {
      return Gradients.PARAMETERS;
    }

    @Override
    public double[] coefficients(double[][] gram) {
      double[] ones = new double[gram.length];
      Arrays.fill(ones, 1);
      return ones;
    }
  }

  private static Learner open(Weighting weighting, Combination combination, LearnerState state) {
    return open(LENET, weighting, combination, state);
  }

  private static Learner open(
      Architecture architecture, Weighting weighting, Combination combination, LearnerState state) {
    LearnerConfig config =
        new LearnerConfig(Adam.withLearningRate(0.01), weighting, combination, 1e9, 1, 100);
    return Learner.open(new PlainJavaEngine(), architecture, config, state, Precision.F64);
  }

  private static Learner open(Weighting weighting, Combination combination) {
    return open(weighting, combination, InitialState.of(LENET, 42));
  }

  @ParameterizedTest
  @MethodSource("io.headwater.learning.weighting.AllWeightings#list")
  void anyWeightingGoesWithGradientsTakenTogetherAndOneByOne(Weighting weighting) {
    try (Learner together = open(weighting, new Sum());
        Learner oneByOne = open(weighting, new SumOneByOne())) {
      for (MiniBatch batch :
          List.of(data.allTasks(), data.only(FourTasks.PLACE), data.allTasks())) {
        StepOutcome first = together.step(batch);
        StepOutcome second = oneByOne.step(batch);
        assertThat(first.applied()).isTrue();
        assertThat(second.gradientNorm())
            .isCloseTo(first.gradientNorm(), within(1e-4 * first.gradientNorm()));
      }
    }
  }

  @Test
  void theMethodsWeightMultipliesTheConfiguredOne() {
    try (Learner learner = open(new FixedWeights(), new Sum())) {
      learner.step(data.allTasks());
      assertThat(learner.takeBalances())
          .containsExactly(
              new TaskBalance("kind", 0.1, null, Map.of()),
              new TaskBalance("outline", 0.4, null, Map.of()),
              new TaskBalance("place", 0.2, null, Map.of()),
              new TaskBalance("twins", 0.3, null, Map.of()));
    }
  }

  /** FAMO's pass after the update observes a mini-batch, too, and must not be remembered. */
  @Test
  void aPassAfterTheUpdateLeavesRunningStatisticsAlone() {
    Architecture residual = ResidualTrunk.architecture(INPUT);
    LearnerState start = InitialState.of(residual, 42);
    try (Learner famo = open(residual, new Famo(0.025, 0.001), new Sum(), start);
        Learner fixed = open(residual, new FixedWeights(), new Sum(), start)) {
      MiniBatch batch = data.allTasks();
      famo.step(batch);
      fixed.step(batch);
      assertThat(famo.state().networks().get(Architecture.TRUNK).statistics())
          .isEqualTo(fixed.state().networks().get(Architecture.TRUNK).statistics())
          .isNotEqualTo(start.networks().get(Architecture.TRUNK).statistics());
    }
  }

  @Test
  void weightedGradientsHaveTheNormsThatTheMethodSays() {
    try (Learner learner = open(new DualBalancing(), new Sum())) {
      learner.step(data.allTasks());
      List<TaskBalance> balances = learner.takeBalances();
      double[] norms = new double[FourTasks.ALL.size()];
      for (int i = 0; i < norms.length; i++) {
        double ofMethod = balances.get(i).lossWeight() / FourTasks.ALL.get(i).lossWeight();
        norms[i] = ofMethod * balances.get(i).gradientNorm();
      }
      assertThat(Arrays.stream(norms).min().getAsDouble())
          .isCloseTo(Arrays.stream(norms).max().getAsDouble(), within(1e-9));
    }
  }

  @Test
  void balancesAreMeansOverTheStepsSinceTheyWereTaken() {
    MiniBatch both = MiniBatch.ofFresh(List.of(data.kind(0), data.outline()));
    MiniBatch otherBoth = MiniBatch.ofFresh(List.of(data.kind(1), data.outline()));
    try (Learner mean = open(new FixedWeights(), new SumOneByOne());
        Learner each = open(new FixedWeights(), new SumOneByOne())) {
      mean.step(both);
      mean.step(otherBoth);
      each.step(both);
      TaskBalance first = each.takeBalances().get(0);
      each.step(otherBoth);
      TaskBalance second = each.takeBalances().get(0);
      TaskBalance ofBoth = mean.takeBalances().get(0);
      assertThat(ofBoth.gradientNorm())
          .isCloseTo((first.gradientNorm() + second.gradientNorm()) / 2, within(1e-9));
      assertThat(ofBoth.cosines()).containsOnlyKeys("outline");
      assertThat(ofBoth.cosines().get("outline"))
          .isBetween(-1.0, 1.0)
          .isCloseTo(
              (first.cosines().get("outline") + second.cosines().get("outline")) / 2, within(1e-9));
      assertThat(mean.takeBalances()).isEmpty();
    }
  }

  @Test
  void normsAndCosinesComeFromTheGramMatrix() {
    double[][] products = {{4, 6, 0}, {6, 9, 0}, {0, 0, 0}};
    GramMatrix gram = new GramMatrix(List.of("a", "b", "none"), products);
    assertThat(gram.norms()).isEqualTo(Map.of("a", 2.0, "b", 3.0, "none", 0.0));
    assertThat(gram.cosine(0, 1)).isEqualTo(1);
    assertThat(gram.cosine(0, 2)).isNaN();
    assertThat(gram.weighted(new double[] {2, -1, 1})[0]).containsExactly(16, -12, 0);
  }

  @Test
  void aStepThatIsDroppedIsToldToNobody() {
    LearnerState extreme =
        States.with(InitialState.of(LENET, 42), "place", "output.bias", 0, Float.POSITIVE_INFINITY);
    try (Learner learner = open(new DualBalancing(), new Sum(), extreme)) {
      assertThat(learner.step(data.allTasks()).applied()).isFalse();
      assertThat(learner.takeBalances()).isEmpty();
    }
  }
}
