package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.combine.Combination;
import io.headwater.learning.combine.Combiner;
import io.headwater.learning.combine.Gradients;
import io.headwater.learning.combine.Sum;
import io.headwater.learning.combine.TaskGram;
import io.headwater.learning.engine.ElementRule;
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
import io.headwater.learning.weighting.TaskLosses;
import io.headwater.learning.weighting.Weigher;
import io.headwater.learning.weighting.Weighting;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static GivenCoefficients given(double... coefficients) {
    return new GivenCoefficients(Gradients.PARAMETERS, coefficients);
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
        Learner oneByOne = open(model, given(1, 1, 1, 1))) {
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
    GivenCoefficients combination = given(1, 1, 1, 1);
    try (Learner learner = open(lenet, combination)) {
      learner.gradients(MiniBatch.ofFresh(disjoint));
      for (int i = 0; i < 4; i++) {
        Map<String, Tensor> own = gradientOfTheTrunk(disjoint.get(i));
        for (int j = 0; j < 4; j++) {
          double inner = inner(own, gradientOfTheTrunk(disjoint.get(j)));
          assertThat(combination.gram()[i][j])
              .isCloseTo(
                  inner,
                  within(1e-4 * Math.sqrt(combination.gram()[i][i] * combination.gram()[j][j])));
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
    try (Learner first = open(lenet, given(1, 0));
        Learner second = open(lenet, given(0, 1));
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

  /** Keeps of each number the one of the largest magnitude. */
  private record Largest() implements Combination {
    @Override
    public String kind() {
      return "largest";
    }

    @Override
    public Gradients gradients() {
      return Gradients.PARAMETERS;
    }

    @Override
    public Combiner begin(List<Task> tasks, long seed, Optional<StatePart> saved) {
      return new Combiner() {
        @Override
        public double[] coefficients(TaskGram gram) {
          return new double[] {1, -0.5};
        }

        @Override
        public Optional<ElementRule> elements(long step, String network) {
          return Optional.of(
              (gradients, combined, count, first) -> {
                for (int i = 0; i < count; i++) {
                  combined[i] = larger(gradients[0][i], gradients[1][i]);
                }
              });
        }
      };
    }
  }

  private static float larger(float a, float b) {
    return Math.abs(a) > Math.abs(b) ? a : b;
  }

  @Test
  void aRuleOfElementsIsOfWhatIsSharedAndNotOfATasksOwnHead() {
    List<Example> examples = List.of(data.kind(0), data.outline());
    try (Learner largest = open(lenet, new Largest());
        Learner sum = open(lenet, new Sum())) {
      Map<String, Map<String, Tensor>> actual = largest.gradients(MiniBatch.ofFresh(examples));
      Map<String, Map<String, Tensor>> ofBoth = sum.gradients(MiniBatch.ofFresh(examples));
      States.assertClose("kind", actual.get("kind"), ofBoth.get("kind"), 1e-5);
      States.assertClose("outline", actual.get("outline"), ofBoth.get("outline"), 1e-5);
      Map<String, Tensor> first = gradientOfTheTrunk(examples.get(0));
      Map<String, Tensor> second = gradientOfTheTrunk(examples.get(1));
      first.forEach(
          (name, tensor) -> {
            float[] expected = new float[tensor.size()];
            for (int i = 0; i < expected.length; i++) {
              expected[i] = larger(tensor.values()[i], -0.5f * second.get(name).values()[i]);
            }
            States.assertClose(
                name,
                Map.of(name, actual.get("trunk").get(name)),
                Map.of(name, new Tensor(tensor.shape(), expected)),
                1e-5);
          });
    }
  }

  @Test
  void eachTaskIsNormalisedByItsOwnExamples() {
    Architecture residual = ResidualTrunk.architecture(INPUT);
    MiniBatch kinds = data.only(FourTasks.KIND);
    MiniBatch outlines = data.only(FourTasks.OUTLINE);
    List<Example> both = new ArrayList<>(kinds.fresh());
    both.addAll(outlines.fresh());
    try (Learner together = open(residual, given(1, 1));
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
            Adam.withLearningRate(0.01), new FixedWeights(), given(1, 1, 1, 1), 1e9, 1, 100);
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
        @Override
        public Map<String, Double> weigh(TaskLosses step) {
          Map<String, Double> halves = new HashMap<>();
          step.losses().keySet().forEach(task -> halves.put(task, 0.5));
          return halves;
        }

        @Override
        public void observe(AppliedStep step) {
          Map<String, Double> after = step.lossesAfter().get();
          assertThat(after.keySet()).isEqualTo(step.before().losses().keySet());
          assertThat(after).isNotEqualTo(step.before().losses());
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
        Learner half = open(lenet, given(1, 1, 1, 1), halving)) {
      assertThat(half.loss(batch)).isCloseTo(plain.loss(batch) / 2, within(1e-9));
      double norm = plain.step(batch).gradientNorm();
      assertThat(half.step(batch).gradientNorm()).isCloseTo(norm / 2, within(1e-6 * norm));
    }
    AppliedStep step = halving.seen.get(0);
    assertThat(step.weights().get("outline")).isEqualTo(0.2);
    assertThat(step.before().gradientNorms().keySet()).isEqualTo(step.before().losses().keySet());
    assertThat(step.before().gradientNorms().values()).allMatch(norm -> norm > 0);
  }
}
