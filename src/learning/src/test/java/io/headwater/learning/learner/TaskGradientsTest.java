package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.ResidualTrunk;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.weighting.AppliedStep;
import io.headwater.learning.weighting.FixedWeights;
import io.headwater.learning.weighting.Weigher;
import io.headwater.learning.weighting.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Gradients task by task. */
@NullUnmarked
class TaskGradientsTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);

  private final FourTasks data = new FourTasks(INPUT, 1);
  private final Architecture lenet = FourTasks.architecture(INPUT);

  /** Takes them one by one, and gives each its coefficient; records what it saw. */
  private static final class Recording implements Combination {
    private static final long serialVersionUID = 1;
    private final double[] coefficients;
    private transient double[][] gram;

    Recording(double... coefficients) {
      this.coefficients = coefficients;
    }

    @Override
    public String kind() {
      return "recording";
    }

    @Override
    public boolean needsTaskGradients() {
      return true;
    }

    @Override
    public double[] coefficients(double[][] gram) {
      this.gram = gram;
      return Arrays.copyOf(coefficients, gram.length);
    }
  }

  private Learner open(Architecture model, Combination combination, Weighting weighting) {
    LearnerConfig config =
        new LearnerConfig(Adam.withLearningRate(0.01), weighting, combination, 1e9, 1, 100);
    return Learner.open(
        new PlainJavaEngine(), model, config, InitialState.of(model, 42), Precision.F64);
  }

  private Learner open(Architecture model, Combination combination) {
    return open(model, combination, new FixedWeights());
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "PER_TASK")
  void theirSumIsTheGradientOfTheJointLoss(TowersAndHeads kind) {
    Architecture model = kind.on(INPUT);
    MiniBatch batch = data.allTasks();
    try (Learner jointly = open(model, new Sum());
        Learner oneByOne = open(model, new Recording(1, 1, 1, 1))) {
      Map<String, Map<String, Tensor>> expected = jointly.gradients(batch);
      Map<String, Map<String, Tensor>> actual = oneByOne.gradients(batch);
      assertThat(actual.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (network, tensors) -> States.assertClose(network, actual.get(network), tensors, 1e-5));
    }
  }

  @Test
  void thoseOfOtherRowsMeetOnTheParameters() {
    List<Example> disjoint = List.of(data.kind(0), data.outline(), data.place(), data.twins(true));
    Recording combination = new Recording(1, 1, 1, 1);
    try (Learner learner = open(lenet, combination)) {
      learner.gradients(MiniBatch.ofFresh(disjoint));
      for (int i = 0; i < 4; i++) {
        Map<String, Tensor> own = gradientOfTheTrunk(disjoint.get(i));
        for (int j = 0; j < 4; j++) {
          double inner = inner(own, gradientOfTheTrunk(disjoint.get(j)));
          assertThat(combination.gram[i][j])
              .isCloseTo(
                  inner, within(1e-4 * Math.sqrt(combination.gram[i][i] * combination.gram[j][j])));
          assertThat(Math.abs(inner)).isGreaterThan(1e-12);
        }
      }
    }
  }

  /** Times the task's loss weight. */
  private Map<String, Tensor> gradientOfTheTrunk(Example example) {
    try (Learner learner = open(lenet, new Sum())) {
      return learner.gradients(MiniBatch.ofFresh(List.of(example))).get(Architecture.TRUNK);
    }
  }

  private static double inner(Map<String, Tensor> a, Map<String, Tensor> b) {
    double sum = 0;
    for (String name : a.keySet()) {
      for (int i = 0; i < a.get(name).size(); i++) {
        sum += (double) a.get(name).values()[i] * b.get(name).values()[i];
      }
    }
    return sum;
  }

  @Test
  void coefficientsAreOfWhatIsSharedAndNotOfATasksOwnHead() {
    MiniBatch batch = MiniBatch.ofFresh(List.of(data.kind(0), data.outline()));
    try (Learner first = open(lenet, new Recording(1, 0));
        Learner second = open(lenet, new Recording(0, 1));
        Learner sum = open(lenet, new Sum())) {
      Map<String, Map<String, Tensor>> ofBoth = sum.gradients(batch);
      Map<String, Map<String, Tensor>> ofFirst = first.gradients(batch);
      States.assertClose("kind", ofFirst.get("kind"), ofBoth.get("kind"), 1e-5);
      States.assertClose("outline", ofFirst.get("outline"), ofBoth.get("outline"), 1e-5);
      States.assertClose(
          "trunk", ofFirst.get("trunk"), gradientOfTheTrunk(batch.fresh().get(0)), 1e-5);
      States.assertClose(
          "trunk",
          second.gradients(batch).get("trunk"),
          gradientOfTheTrunk(batch.fresh().get(1)),
          1e-5);
    }
  }

  @Test
  void eachTaskIsNormalisedByItsOwnExamples() {
    Architecture residual = ResidualTrunk.architecture(INPUT);
    MiniBatch kinds = data.only(FourTasks.KIND);
    MiniBatch outlines = data.only(FourTasks.OUTLINE);
    List<Example> both = new ArrayList<>(kinds.fresh());
    both.addAll(outlines.fresh());
    try (Learner together = open(residual, new Recording(1, 1));
        Learner alone = open(residual, new Sum())) {
      StepOutcome outcome = together.step(MiniBatch.ofFresh(both));
      assertThat(outcome.tasks().get(0).loss())
          .isCloseTo(alone.step(kinds).tasks().get(0).loss(), within(1e-9));
    }
  }

  @Test
  void aStepThatIsNotFiniteIsDropped() {
    MiniBatch batch = data.allTasks();
    LearnerState extreme =
        States.with(InitialState.of(lenet, 42), "place", "output.bias", 0, Float.POSITIVE_INFINITY);
    LearnerConfig config =
        new LearnerConfig(
            Adam.withLearningRate(0.01),
            new FixedWeights(),
            new Recording(1, 1, 1, 1),
            1e9,
            1,
            100);
    try (Learner learner =
        Learner.open(new PlainJavaEngine(), lenet, config, extreme, Precision.F64)) {
      LearnerState before = learner.state();
      assertThat(learner.step(batch).applied()).isFalse();
      assertThat(learner.state().networks()).isEqualTo(before.networks());
      assertThat(learner.state().dropped()).isEqualTo(1);
    }
  }

  /** Halves the weights, and records what it saw. */
  private static final class Halving implements Weighting {
    private static final long serialVersionUID = 1;
    private final transient List<AppliedStep> seen = new ArrayList<>();

    @Override
    public String kind() {
      return "halving";
    }

    @Override
    public Weigher begin(List<Task> tasks, Optional<StatePart> saved) {
      return new Weigher() {
        private final Weigher fixed = new FixedWeights().begin(tasks, saved);

        @Override
        public Map<String, Double> weigh(Map<String, Double> losses) {
          Map<String, Double> weights = fixed.weigh(losses);
          weights.replaceAll((task, weight) -> weight / 2);
          return weights;
        }

        @Override
        public void observe(AppliedStep step) {
          Map<String, Double> after = step.lossesAfter().get();
          assertThat(after.keySet()).isEqualTo(step.losses().keySet());
          assertThat(after).isNotEqualTo(step.losses());
          seen.add(step);
        }
      };
    }
  }

  @Test
  void aWeightingWeighsTheLossesAndSeesWhatCameOfThem() {
    Halving halving = new Halving();
    MiniBatch batch = data.allTasks();
    try (Learner plain = open(lenet, new Sum());
        Learner half = open(lenet, new Recording(1, 1, 1, 1), halving)) {
      assertThat(half.loss(batch)).isCloseTo(plain.loss(batch) / 2, within(1e-9));
      double norm = plain.step(batch).gradientNorm();
      assertThat(half.step(batch).gradientNorm()).isCloseTo(norm / 2, within(1e-6 * norm));
    }
    AppliedStep step = halving.seen.get(0);
    assertThat(step.weights().get("outline")).isEqualTo(0.2);
    assertThat(step.gradientNorms().keySet()).isEqualTo(step.losses().keySet());
    assertThat(step.gradientNorms().values()).allMatch(norm -> norm > 0);
  }
}
