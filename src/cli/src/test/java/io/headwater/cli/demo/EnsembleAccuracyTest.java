package io.headwater.cli.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.KafkaClients;
import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Ensemble.Fusion;
import io.headwater.learning.model.Ensemble.Training;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.sharing.Backbones;
import io.headwater.learning.model.sharing.EnsembleOfBackbones;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ensembles on the demo's images: all together are as good as the worst of them, or better. */
class EnsembleAccuracyTest {
  private static final int STEPS = 80;
  private static final int EXAMPLES = 24;
  private static final int HELD_OUT = 500;
  private static final Backbones LENETS = new Backbones(Backbone.LENET, Map.of());

  private final JobConfig config =
      JobConfig.parse(
          DemoConfig.DEFAULT.yaml(KafkaClients.of("127.0.0.1:9092"), "any-"), "the demo's");
  private final FashionMnist images = FashionMnist.load();
  private final Engine engine = Engines.candidates(Engines.AUTO).get(0);
  private final Task garment = config.architecture().task(DemoTask.GARMENT.id());

  @ParameterizedTest
  @CsvSource({"MEAN, ALL", "WEIGHTED_MEAN, BAGGING", "SOFT_VOTING, BOOSTING"})
  void learnsAtLeastAsWellAsItsWorstMember(Fusion fusion, Training training) {
    Architecture model =
        new EnsembleOfBackbones(
                List.of(Backbone.LENET, Backbone.LENET, Backbone.LENET), fusion, training)
            .architecture(config.model().input(), List.of(garment), Map.of(), LENETS);
    List<Example> sent = examples(new DemoEvents(images.sent(), 1), STEPS * EXAMPLES);
    List<Example> heldOut = examples(new DemoEvents(images.heldOut(), 2), HELD_OUT);
    try (Learner learner = open(model, InitialState.of(model, 1))) {
      for (int step = 0; step < STEPS; step++) {
        learner.step(MiniBatch.ofFresh(sent.subList(step * EXAMPLES, (step + 1) * EXAMPLES)));
      }
      double together = accuracy(learner, heldOut);
      List<Double> alone = new ArrayList<>();
      LearnerState state = learner.state();
      for (int member = 0; member < 3; member++) {
        alone.add(accuracyOf(member, state, heldOut));
      }
      assertThat(together).as("beside members of %s", alone).isGreaterThan(0.5);
      assertThat(together)
          .as("beside members of %s", alone)
          .isGreaterThanOrEqualTo(alone.stream().mapToDouble(each -> each).min().orElseThrow());
    }
  }

  /** The member as a model of its own. */
  private double accuracyOf(int member, LearnerState state, List<Example> heldOut) {
    Architecture single =
        Backbone.LENET.architecture(config.model().input(), List.of(garment), Map.of());
    String name = "lenet-" + (member + 1);
    Map<String, NetworkState> networks = new LinkedHashMap<>();
    networks.put("trunk", requireNonNull(state.networks().get("member." + name)));
    networks.put(garment.name(), requireNonNull(state.networks().get(garment.name() + "." + name)));
    LearnerState own = InitialState.of(single, 1);
    try (Learner learner =
        open(
            single,
            new LearnerState(
                0,
                0,
                networks,
                single.fingerprints(),
                Map.of(),
                own.lineage(),
                own.evaluation(),
                Map.of()))) {
      return accuracy(learner, heldOut);
    }
  }

  private Learner open(Architecture model, LearnerState state) {
    return Learner.open(engine, model, config.learnerConfig(), state, Precision.F32);
  }

  private List<Example> examples(DemoEvents events, int count) {
    return new DecodedEvents(events, config).of(DemoTask.GARMENT, count);
  }

  private double accuracy(Learner learner, List<Example> examples) {
    double[] predictions = requireNonNull(learner.predict(examples).get(garment.name()));
    int classes = garment.classes().size();
    int right = 0;
    for (int n = 0; n < examples.size(); n++) {
      int best = 0;
      for (int k = 1; k < classes; k++) {
        if (predictions[n * classes + k] > predictions[n * classes + best]) {
          best = k;
        }
      }
      right += best == examples.get(n).label(garment.name()).orElseThrow().classIndex() ? 1 : 0;
    }
    return right / (double) examples.size();
  }
}
