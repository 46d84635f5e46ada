package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.ensemble.Poisson;
import io.headwater.learning.evaluate.EvaluationState;
import io.headwater.learning.metric.Predictions;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Auxiliary;
import io.headwater.learning.model.Ensemble;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.Input;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Member;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Port;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Members that learn one task side by side. */
@NullUnmarked
class EnsembleTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Map<String, HeadKind> DENSE = Map.of("outline", HeadKind.DENSE);
  private static final List<String> MEMBERS = List.of("lenet-1", "lenet-2");
  private static final LearnerConfig CONFIG =
      new LearnerConfig(Adam.withLearningRate(0.002), Double.POSITIVE_INFINITY, 1, 100);
  private static final List<Task> KIND = List.of(FourTasks.KIND);

  private final FourTasks data = new FourTasks(INPUT, 1);

  private static Architecture ensemble(
      List<Task> tasks, Fusion fusion, Training training, Backbone... members) {
    return new EnsembleOfBackbones(List.of(members), fusion, training)
        .architecture(INPUT, tasks, DENSE, new Backbones(Backbone.LENET, Map.of()));
  }

  private static Architecture twins(List<Task> tasks, Fusion fusion, Training training) {
    return ensemble(tasks, fusion, training, Backbone.LENET, Backbone.LENET);
  }

  private static Learner open(Architecture model, LearnerState state) {
    return Learner.open(new PlainJavaEngine(), model, CONFIG, state, Precision.F64);
  }

  /** A member as a model of its own. */
  private static Learner alone(String member, List<Task> tasks, LearnerState of) {
    Architecture model = Backbone.LENET.architecture(INPUT, tasks, DENSE);
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    networks.put("trunk", of.networks().get("member." + member));
    tasks.forEach(task -> networks.put(task.name(), of.networks().get(task.name() + "." + member)));
    LearnerState state =
        new LearnerState(
            0,
            0,
            networks,
            model.fingerprints(),
            Map.of(),
            Lineage.EMPTY,
            EvaluationState.EMPTY,
            Map.of());
    return open(model, state);
  }

  private List<Example> kinds(int count) {
    return IntStream.range(0, count).mapToObj(i -> data.kind(i % 3)).toList();
  }

  private static Example counted(Example example, double times) {
    return new Example(
        example.id(),
        example.position(),
        example.eventTimeMillis(),
        example.pixels(),
        example.secondPixels(),
        example.labels(),
        (float) (example.weight() * times));
  }

  @ParameterizedTest
  @EnumSource
  void whatItsMembersPredictIsFused(Fusion fusion) {
    Architecture model = twins(FourTasks.ALL, fusion, Training.ALL);
    List<Example> pairs = List.of(data.twins(true), data.twins(false), data.twins(true));
    try (Learner learner = open(model, InitialState.of(model, 3))) {
      learner.step(data.allTasks());
      learner.step(data.allTasks());
      LearnerState state = learner.state();
      Map<String, double[]> actual = learner.predict(pairs);
      for (Task task : FourTasks.ALL) {
        float[] weights =
            state.networks().get(task.name()).parameters().get(Ensemble.WEIGHT).values();
        assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-6f));
        if (fusion != Fusion.WEIGHTED_MEAN) {
          assertThat(weights[0]).isEqualTo(weights[1]);
        }
        double[] sum = new double[actual.get(task.name()).length];
        for (int m = 0; m < weights.length; m++) {
          double[] own = predictions(MEMBERS.get(m), task, state, pairs);
          double[] summed = fusion == Fusion.SOFT_VOTING ? own : Predictions.raw(task.kind(), own);
          double weight = weights[m];
          Arrays.setAll(sum, i -> sum[i] + weight * summed[i]);
        }
        double[] expected =
            fusion == Fusion.SOFT_VOTING ? sum : Predictions.of(task.kind(), sum, pairs.size());
        assertThat(actual.get(task.name())).as(task.name()).containsExactly(expected, within(1e-6));
      }
    }
  }

  private static double[] predictions(
      String member, Task task, LearnerState state, List<Example> pairs) {
    try (Learner learner = alone(member, FourTasks.ALL, state)) {
      return learner.predict(pairs).get(task.name());
    }
  }

  @Test
  void eachMemberLearnsByItsOwnLoss() {
    Architecture model = twins(FourTasks.ALL, Fusion.MEAN, Training.ALL);
    LearnerState state = InitialState.of(model, 3);
    MiniBatch batch = data.allTasks();
    try (Learner learner = open(model, state)) {
      var gradients = learner.gradients(batch);
      assertThat(gradients).doesNotContainKey("kind");
      for (String member : MEMBERS) {
        try (Learner one = alone(member, FourTasks.ALL, state)) {
          var expected = one.gradients(batch);
          States.assertClose(
              member, gradients.get("member." + member), expected.get("trunk"), 1e-9);
          States.assertClose(member, gradients.get("place." + member), expected.get("place"), 1e-9);
        }
      }
    }
  }

  /** As if it were as many times in the mini-batch as was drawn for the member. */
  @Test
  void aBaggedExampleCountsAsOftenAsChanceSays() {
    Architecture model = twins(KIND, Fusion.MEAN, Training.BAGGING);
    LearnerState state = InitialState.of(model, 3);
    List<Example> examples = kinds(8);
    long[] ids = JointBatch.labelled(model, examples, new BatchMemory()).ids();
    try (Learner learner = open(model, state)) {
      var gradients = learner.gradients(MiniBatch.ofFresh(examples));
      List<List<Long>> drawn = new ArrayList<>();
      for (String member : MEMBERS) {
        List<Example> counted = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int n = 0; n < examples.size(); n++) {
          long k = Poisson.draw(1, ids[n] ^ ((long) member.hashCode() << 32));
          times.add(k);
          if (k > 0) {
            counted.add(counted(examples.get(n), k));
          }
        }
        drawn.add(times);
        try (Learner one = alone(member, KIND, state)) {
          var expected = one.gradients(MiniBatch.ofFresh(counted));
          States.assertClose(
              member, gradients.get("member." + member), expected.get("trunk"), 1e-9);
        }
      }
      assertThat(drawn.get(0)).isNotEqualTo(drawn.get(1)).contains(0L);
      assertThat(Stream.concat(drawn.get(0).stream(), drawn.get(1).stream())).anyMatch(k -> k > 1);
    }
  }

  @Test
  void anAuxiliaryOnAMembersTrunkLearnsWhatTheMemberDoes() {
    Architecture plain = twins(KIND, Fusion.MEAN, Training.BAGGING);
    Member helper =
        new Member(
            NetworkBuilder.of("kind/helper")
                .input("features", Input.floats(List.of(500)))
                .then("output", new Layer.Dense(3))
                .build(),
            Map.of("features", Port.of("member.lenet-2", "relu3")));
    Architecture model =
        new Architecture(
            INPUT,
            plain.towers(),
            plain.tasks(),
            plain.heads(),
            List.of(new Auxiliary("kind", helper, 0.3)),
            plain.ensembles());
    List<Example> examples = kinds(8);
    long[] ids = JointBatch.labelled(model, examples, new BatchMemory()).ids();
    double total = 0;
    double[] onBias = new double[3];
    for (int n = 0; n < examples.size(); n++) {
      total += Poisson.draw(1, ids[n] ^ ((long) "lenet-2".hashCode() << 32));
    }
    try (Learner learner = open(model, InitialState.of(model, 3))) {
      for (int n = 0; n < examples.size(); n++) {
        long k = Poisson.draw(1, ids[n] ^ ((long) "lenet-2".hashCode() << 32));
        if (k > 0) {
          Tensor own =
              learner
                  .gradients(MiniBatch.ofFresh(List.of(examples.get(n))))
                  .get("kind/helper")
                  .get("output.bias");
          for (int i = 0; i < 3; i++) {
            onBias[i] += k / total * own.values()[i];
          }
        }
      }
      Tensor together =
          learner.gradients(MiniBatch.ofFresh(examples)).get("kind/helper").get("output.bias");
      for (int i = 0; i < 3; i++) {
        assertThat((double) together.values()[i]).isCloseTo(onBias[i], within(1e-7));
      }
    }
  }

  @Test
  void whatIsDrawnForAnExampleDoesNotDependOnTheOthers() {
    Architecture model = twins(KIND, Fusion.MEAN, Training.BAGGING);
    LearnerState state = InitialState.of(model, 3);
    List<Example> examples = kinds(8);
    try (Learner learner = open(model, state)) {
      var together = learner.gradients(MiniBatch.ofFresh(examples));
      List<Example> turned = new ArrayList<>(examples);
      Collections.reverse(turned);
      var reversed = learner.gradients(MiniBatch.ofFresh(turned));
      States.assertClose(
          "lenet-1", reversed.get("member.lenet-1"), together.get("member.lenet-1"), 1e-9);
    }
  }

  @Test
  void aMemberThatLearnsNoneOfTheExamplesStaysAsItIs() {
    Architecture model = twins(KIND, Fusion.MEAN, Training.BAGGING);
    boolean[] idle = new boolean[3];
    try (Learner learner = open(model, InitialState.of(model, 3))) {
      learner.step(MiniBatch.ofFresh(kinds(8)));
      for (Example example : kinds(40)) {
        LearnerState before = learner.state();
        assertThat(learner.step(MiniBatch.ofFresh(List.of(example))).applied()).isTrue();
        LearnerState after = learner.state();
        long[] ids = JointBatch.labelled(model, List.of(example), new BatchMemory()).ids();
        int learned = 0;
        for (String member : MEMBERS) {
          long k = Poisson.draw(1, ids[0] ^ ((long) member.hashCode() << 32));
          learned += k > 0 ? 1 : 0;
          for (String network : List.of("member." + member, "kind." + member)) {
            assertThat(after.networks().get(network).equals(before.networks().get(network)))
                .isEqualTo(k == 0);
          }
        }
        idle[learned] = true;
      }
    }
    assertThat(idle).as("of none, one and two members").containsExactly(true, true, true);
  }

  @ParameterizedTest
  @CsvSource({"MEAN, BOOSTING", "WEIGHTED_MEAN, BOOSTING", "WEIGHTED_MEAN, BAGGING"})
  void goesOnFromASavedStateToTheBit(Fusion fusion, Training training) throws IOException {
    Architecture model = twins(KIND, fusion, training);
    List<List<Example>> batches = List.of(kinds(6), kinds(4), kinds(5), kinds(7));
    try (Learner learner = open(model, InitialState.of(model, 3))) {
      learner.step(MiniBatch.ofFresh(batches.get(0)));
      learner.step(MiniBatch.ofFresh(batches.get(1)));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      LearnerStateCodec.encode(learner.state(), bytes);
      try (var saved =
              LearnerStateCodec.decode(
                  new ByteArrayInputStream(bytes.toByteArray()), StateMemory.ofDirectBuffers());
          Learner again = open(model, saved.get())) {
        assertThat(again.state()).isEqualTo(learner.state());
        for (List<Example> batch : batches.subList(2, 4)) {
          learner.step(MiniBatch.ofFresh(batch));
          again.step(MiniBatch.ofFresh(batch));
        }
        assertThat(again.state()).isEqualTo(learner.state());
        assertThat(learner.state().parts()).containsOnlyKeys("ensemble/kind");
      }
    }
  }

  @Test
  void aMemberMoreLeavesTheOthersWhatTheyHaveLearned() {
    Architecture two = twins(KIND, Fusion.MEAN, Training.BOOSTING);
    Architecture three =
        ensemble(
            KIND,
            Fusion.MEAN,
            Training.BOOSTING,
            Backbone.LENET,
            Backbone.RESNET18,
            Backbone.LENET);
    StateFit fit = StateFit.of(StateOutline.of(two, CONFIG), StateOutline.of(three, CONFIG));
    assertThat(fit.kept())
        .contains(
            "network/member.lenet-1",
            "network/kind.lenet-2",
            "optimiser/member.lenet-2",
            "ensemble/kind");
    assertThat(fit.begun()).contains("network/member.resnet18-1", "network/kind.resnet18-1");
    assertThat(fit.dropped()).containsOnlyKeys("network/kind");
  }

  @Test
  void theMembersCountAsTheFusionSaysNowWhateverItSaidBefore() {
    Architecture weighted = twins(KIND, Fusion.WEIGHTED_MEAN, Training.ALL);
    LearnerState state;
    try (Learner learner = open(weighted, InitialState.of(weighted, 3))) {
      for (int step = 0; step < 6; step++) {
        learner.step(MiniBatch.ofFresh(kinds(7)));
      }
      state = learner.state();
    }
    assertThat(state.networks().get("kind").parameters().get(Ensemble.WEIGHT).values()[0])
        .isNotEqualTo(0.5f);
    try (Learner learner = open(twins(KIND, Fusion.MEAN, Training.ALL), state)) {
      NetworkState head = learner.state().networks().get("kind");
      assertThat(head.parameters().get(Ensemble.WEIGHT).values()).containsExactly(0.5f, 0.5f);
    }
  }
}
