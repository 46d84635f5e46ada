package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.Captured;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.evaluate.TaskTally;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.model.backbone.Twin;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.state.StateMemory;
import io.headwater.learning.state.StatePart;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StateFitTest {
  private static final ImageShape INPUT = new ImageShape(1, 16, 16);
  private static final Adam ADAM = Adam.withLearningRate(0.001);
  private static final LearnerConfig CONFIG = new LearnerConfig(ADAM, 5, 1, 100);
  private static final Architecture TWO = architecture(FourTasks.KIND, FourTasks.PLACE);

  private final LearnerState learned = learned();

  private static Architecture architecture(Task... tasks) {
    return Backbone.LENET.architecture(INPUT, List.of(tasks));
  }

  /** After two steps, so that no number of it is what a new model begins with. */
  private static LearnerState learned() {
    RandomExamples examples = new RandomExamples(INPUT, 1);
    try (Learner learner =
        Learner.open(new PlainJavaEngine(), TWO, CONFIG, InitialState.of(TWO, 7), Precision.F32)) {
      for (int i = 0; i < 2; i++) {
        learner.step(
            MiniBatch.ofFresh(
                List.of(
                    examples.image(
                        Label.ofClass("kind", 1), Label.ofBox("place", 0.5f, 0.5f, 0.2f, 0.2f)))));
      }
      return learner.state();
    }
  }

  private static StateFit fit(LearnerState state, Architecture architecture) {
    return StateFit.of(StateOutline.of(state), StateOutline.of(architecture, CONFIG));
  }

  @Test
  void anUnchangedConfigurationKeepsAll() {
    StateFit fit = fit(learned, TWO);
    assertThat(fit.isWhole()).isTrue();
    assertThat(fit.apply(learned, TWO, CONFIG)).isEqualTo(learned);
  }

  @Test
  void tasksMayComeInAnotherOrder() {
    assertThat(fit(learned, architecture(FourTasks.PLACE, FourTasks.KIND)).isWhole()).isTrue();
  }

  @Test
  void aTaskMoreBeginsAndAllElseStaysBitForBit() {
    Architecture three = architecture(FourTasks.KIND, FourTasks.TWINS, FourTasks.PLACE);
    StateFit fit = fit(learned, three);
    assertThat(fit.begun()).containsExactly("network/twins");
    assertThat(fit.dropped()).isEmpty();
    assertThat(fit.report())
        .containsExactly(
            "kept: network/trunk, optimiser/trunk, network/kind, optimiser/kind, network/place, optimiser/place",
            "new: network/twins");
    LearnerState on = fit.apply(learned, three, CONFIG);
    assertThat(on.networks()).containsAllEntriesOf(learned.networks());
    assertThat(on.networks().get("twins"))
        .isEqualTo(InitialState.of(three.head("twins"), CONFIG.seed()));
    assertThat(on.step()).isEqualTo(2);
    assertThat(on.lineage()).isEqualTo(learned.lineage());
    assertGoesOn(on, three);
  }

  @Test
  void aHeadLessIsDroppedByName() {
    Architecture one = architecture(FourTasks.PLACE);
    StateFit fit = fit(learned, one);
    assertThat(fit.dropped())
        .isEqualTo(Map.of("network/kind", "the configuration has no such network"));
    assertThat(fit.report())
        .contains("dropped: network/kind, as the configuration has no such network");
    LearnerState on = fit.apply(learned, one, CONFIG);
    assertThat(on.networks()).containsOnlyKeys("trunk", "place");
    assertThat(learned.networks()).containsAllEntriesOf(on.networks());
    assertThat(learned.evaluation().prequential())
        .extracting(TaskTally::task)
        .containsExactly("kind", "place");
    assertThat(on.evaluation().prequential())
        .isEqualTo(learned.evaluation().prequential().subList(1, 2));
    assertGoesOn(on, one);
  }

  @Test
  void classesInAnotherOrderMakeAnotherHead() {
    List<String> classes = FourTasks.KIND.classes();
    List<String> reversed = new java.util.ArrayList<>(classes);
    java.util.Collections.reverse(reversed);
    Architecture changed =
        architecture(new Task("kind", TaskKind.CLASSIFICATION, 1, reversed), FourTasks.PLACE);
    StateFit fit = fit(learned, changed);
    assertThat(fit.dropped()).containsOnlyKeys("network/kind");
    assertThat(fit.dropped().get("network/kind")).contains("another network", "fingerprint");
    assertThat(fit.begun()).containsExactly("network/kind");
    NetworkState head = fit.apply(learned, changed, CONFIG).networks().get("kind");
    assertThat(head).isEqualTo(InitialState.of(changed.head("kind"), CONFIG.seed()));
  }

  @Test
  void anotherBackboneDropsAll() {
    Architecture changed =
        Backbone.RESNET18.architecture(INPUT, List.of(FourTasks.KIND, FourTasks.PLACE));
    StateFit fit = fit(learned, changed);
    assertThat(fit.kept()).isEmpty();
    assertThat(fit.dropped()).containsOnlyKeys("network/trunk", "network/kind", "network/place");
    assertThat(fit.report()).contains("kept: nothing");
    assertGoesOn(fit.apply(learned, changed, CONFIG), changed);
  }

  /** Their names have a slash, as names of parts do. */
  @Test
  void auxiliariesComeBackFromASavedState() throws IOException {
    Architecture model = Twin.OF_GOOGLENET.architecture(List.of(FourTasks.KIND, FourTasks.PLACE));
    LearnerState state = InitialState.of(model, 7);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LearnerStateCodec.encode(state, bytes);
    try (Captured<LearnerState> decoded =
        LearnerStateCodec.decode(
            new ByteArrayInputStream(bytes.toByteArray()), StateMemory.ofDirectBuffers())) {
      LearnerState saved = decoded.get();
      assertThat(saved.networks()).containsKeys("kind/auxiliary1", "kind/auxiliary2");
      assertThat(saved).isEqualTo(state);
      assertThat(fit(saved, model).dropped()).isEmpty();
    }
  }

  /** What another optimiser has seen would mislead Adam, and its count of updates, too. */
  @Test
  void anotherOptimiserBeginsWithTheSameParameters() {
    LearnerState other =
        new LearnerState(
            learned.step(),
            learned.dropped(),
            learned.networks(),
            learned.fingerprints(),
            Map.of("trunk", "sgd", "kind", "adam", "place", "adam"),
            learned.lineage(),
            learned.evaluation(),
            Map.of());
    StateFit fit = fit(other, TWO);
    assertThat(fit.dropped()).containsOnlyKeys("optimiser/trunk");
    assertThat(fit.dropped().get("optimiser/trunk"))
        .isEqualTo(
            "it is of the optimiser sgd with [m, v], the configuration has adam with [m, v]");
    assertThat(fit.begun()).containsExactly("optimiser/trunk");
    LearnerState on = fit.apply(other, TWO, CONFIG);
    NetworkState before = learned.networks().get("trunk");
    NetworkState trunk = on.networks().get("trunk");
    assertThat(trunk.parameters()).isEqualTo(before.parameters());
    assertThat(trunk.updates()).isZero();
    assertThat(before.slots()).isNotEmpty();
    assertThat(trunk.slots()).isEmpty();
    assertThat(on.networks().get("kind")).isEqualTo(learned.networks().get("kind"));
    assertThat(on.optimisers()).containsEntry("trunk", "adam");
    assertGoesOn(on, TWO);
  }

  @Test
  void aStateFromBeforeFingerprintsIsComparedByShapes() {
    LearnerState earlier =
        new LearnerState(
            2,
            0,
            learned.networks(),
            Map.of(),
            learned.optimisers(),
            learned.lineage(),
            learned.evaluation(),
            Map.of());
    StateFit fit = fit(earlier, TWO);
    assertThat(fit.isWhole()).isTrue();
    assertThat(fit.apply(earlier, TWO, CONFIG)).isEqualTo(learned);
    List<String> fewer = FourTasks.KIND.classes().subList(1, FourTasks.KIND.classes().size());
    Architecture changed =
        architecture(new Task("kind", TaskKind.CLASSIFICATION, 1, fewer), FourTasks.PLACE);
    assertThat(fit(earlier, changed).dropped())
        .isEqualTo(Map.of("network/kind", "its parameters are others than the configured ones"));
  }

  @Test
  void aHeadThatIsKnownToMeanSomethingElseIsDroppedWhateverItLooksLike() {
    StateFit fit =
        StateFit.of(StateOutline.of(learned), StateOutline.of(TWO, CONFIG), Set.of("kind"));
    assertThat(fit.dropped())
        .isEqualTo(Map.of("network/kind", "its outputs mean something else now"));
  }

  @Test
  void partsOfOthersAreKeptWhereTheyAreKnown() {
    Map<String, StatePart> parts = new LinkedHashMap<>();
    parts.put("schedule", part("schedule", 1));
    parts.put("drift", part("drift", 4));
    parts.put("weighting", part("weighting", 1));
    LearnerState state =
        new LearnerState(
            2,
            0,
            learned.networks(),
            learned.fingerprints(),
            learned.optimisers(),
            learned.lineage(),
            learned.evaluation(),
            parts);
    Map<String, Integer> known = new HashMap<>(Map.of("schedule", 2, "drift", 3, "replay", 1));
    StateOutline needed =
        new StateOutline(StateOutline.of(TWO, CONFIG).networks(), new LinkedHashMap<>(known));
    StateFit fit = StateFit.of(StateOutline.of(state), needed);
    assertThat(fit.kept()).contains("schedule");
    assertThat(fit.begun()).containsExactlyInAnyOrder("drift", "replay");
    assertThat(fit.dropped())
        .isEqualTo(
            Map.of(
                "drift", "it is in version 4, and known to version 3 here",
                "weighting", "nothing here knows it (version 1)"));
    assertThat(fit.apply(state, TWO, CONFIG).parts())
        .isEqualTo(Map.of("schedule", parts.get("schedule")));
  }

  private static StatePart part(String name, int version) {
    return new StatePart(name, version, Map.of(), Map.of("seen", 3L), Map.of(), Map.of());
  }

  private static void assertGoesOn(LearnerState state, Architecture architecture) {
    RandomExamples examples = new RandomExamples(INPUT, 2);
    try (Learner learner =
        Learner.open(new PlainJavaEngine(), architecture, CONFIG, state, Precision.F32)) {
      MiniBatch batch =
          MiniBatch.ofFresh(List.of(examples.image(Label.ofBox("place", 0.5f, 0.5f, 0.2f, 0.2f))));
      assertThat(learner.step(batch).step()).isEqualTo(3);
    }
  }
}
