package io.headwater.job.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.identity.LineagePlan;
import io.headwater.job.identity.ModelIdentity;
import io.headwater.job.identity.ModelRefusedException;
import io.headwater.job.identity.ModelStart;
import io.headwater.job.identity.SavedModel;
import io.headwater.job.identity.SavedModelCodec;
import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.LearnerStateCodec;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A job that is started again with another configuration. */
@NullUnmarked
class TrainOperatorFitTest {
  private static final List<Task> FEWER = List.of(FourTasks.KIND, FourTasks.OUTLINE);
  private static final ModelIdentity IDENTITY = new ModelIdentity("fashion", "a lineage", null);

  private final FourTasks tasks = new FourTasks(TrainHarness.INPUT, 3);

  @Test
  void aHeadLessEndsTheJobForGoodAndIsNamed() throws Exception {
    assertRefused(TrainHarness.fashion(), FEWER, saved(FourTasks.ALL))
        .hasMessageContaining(
            "does not fit the configuration: task 'place' is gone; task 'twins' is gone.")
        .hasMessageContaining(
            "accept the loss with --allow-drop network/place --allow-drop network/twins, or give the changed model a name");
  }

  @Test
  void aHeadThatMayBeDroppedIsLeftBehind() throws Exception {
    LineagePlan plan =
        LineagePlan.goOn("fashion").allowingDrops(List.of("network/place", "network/twins"));
    ModelStart start = new ModelStart(plan, new EmptyLedger());
    try (TrainHarness restored =
        TrainHarness.open("plain-java", start, FEWER, 1, saved(FourTasks.ALL))) {
      restored.learn(tasks.allTasks());
      restored.checkpoint(2);
      TrainedModel model = restored.models().get(0);
      assertThat(model.version()).isEqualTo(2);
      assertThat(model.state().get().step()).isEqualTo(2);
      assertThat(model.state().get().networks()).containsOnlyKeys("trunk", "kind", "outline");
    }
  }

  @Test
  void aTaskMoreNeedsNoLeave() throws Exception {
    try (TrainHarness restored = TrainHarness.open(1, saved(FEWER))) {
      restored.learn(tasks.allTasks());
      restored.checkpoint(2);
      LearnerState state = restored.models().get(0).state().get();
      assertThat(state.networks().get("trunk").updates()).isEqualTo(2);
      assertThat(state.networks().get("twins").updates()).isEqualTo(1);
    }
  }

  @Test
  void whatIsRefusedIsRefusedBeforeItsTensorsAreRead() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LearnerStateCodec.encode(InitialState.of(FourTasks.architecture(TrainHarness.INPUT), 1), bytes);
    int front = ByteBuffer.wrap(bytes.toByteArray()).getInt(2 * Integer.BYTES);
    byte[] withoutValues = Arrays.copyOf(bytes.toByteArray(), 4 * Integer.BYTES + front);
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    SavedModelCodec.encode(new SavedModel(IDENTITY, null, 7, 3, 3, 48), beginning);
    beginning.write(withoutValues);
    assertRefused(TrainHarness.fashion(), FEWER, ofBytes(beginning.toByteArray()))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("The job would drop network/place (the configuration has no such");
  }

  @Test
  void aStateThatIsCutOffEndsTheJobForGood() throws Exception {
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    SavedModelCodec.encode(new SavedModel(IDENTITY, null, 7, 3, 3, 48), beginning);
    assertRefused(TrainHarness.fashion(), FourTasks.ALL, ofBytes(beginning.toByteArray()))
        .hasMessageContaining("the learner's state is cut off");
  }

  @Test
  void anEarlierStateWithoutDescriptionIsRefusedInWords() throws Exception {
    LearnerState state = InitialState.of(FourTasks.architecture(TrainHarness.INPUT), 1);
    OperatorSubtaskState saved = EarlierState.of(state, new PublishedVersion(7, 3));
    assertRefused(TrainHarness.fashion(), FEWER, saved)
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageStartingWith(
            "the saved state of model 'fashion' (step 0, 0 examples, version 7)")
        .hasMessageContaining("The job would drop network/place")
        .hasMessageContaining("or give the changed model a name of its own (model.name)");
  }

  /** Its networks have no fingerprints, but it says which tasks it was of. */
  @Test
  void aStateFromBeforePartsTakesATaskMore() throws Exception {
    Task garment = new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("shoe", "shirt", "bag"));
    Task similarity = new Task("similarity", TaskKind.SIMILARITY, 1, List.of());
    List<Task> more = List.of(FourTasks.PLACE, garment, similarity);
    ModelStart start = new ModelStart(LineagePlan.goOn("saved"), new EmptyLedger());
    try (TrainHarness restored =
        TrainHarness.open("plain-java", start, more, 1, ofBytes(beforeParts()))) {
      RandomExamples examples = new RandomExamples(TrainHarness.INPUT, 1);
      restored.learn(MiniBatch.ofFresh(List.of(examples.image(Label.ofClass("garment", 2)))));
      restored.checkpoint(2);
      TrainedModel model = restored.models().get(0);
      assertThat(model.version()).isEqualTo(2);
      assertThat(model.state().get().lineage().examples()).isEqualTo(17);
      assertThat(model.state().get().networks().get("garment").updates()).isEqualTo(2);
      assertThat(model.state().get().networks().get("place").updates()).isZero();
    }
    Task turned = new Task("garment", TaskKind.CLASSIFICATION, 1, List.of("bag", "shirt", "shoe"));
    assertRefused(start, List.of(turned, similarity), ofBytes(beforeParts()))
        .hasMessageContaining("task 'garment' had classes [shoe, shirt, bag]")
        .hasMessageContaining("would drop network/garment (its outputs mean something else now).");
  }

  private OperatorSubtaskState saved(List<Task> configured) throws Exception {
    try (TrainHarness first =
        TrainHarness.open("plain-java", TrainHarness.fashion(), configured, 1)) {
      first.learn(tasks.allTasks());
      return first.checkpoint(1);
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ModelStart start, List<Task> tasks, OperatorSubtaskState saved) {
    return assertThatThrownBy(() -> TrainHarness.open("plain-java", start, tasks, 1, saved))
        .isInstanceOf(SuppressRestartsException.class)
        .cause();
  }

  private static OperatorSubtaskState ofBytes(byte[] bytes) {
    return OperatorSubtaskState.builder().setRawOperatorState(EarlierState.raw(bytes)).build();
  }

  private static byte[] beforeParts() throws IOException {
    try (InputStream in =
        TrainOperatorFitTest.class.getResourceAsStream(
            "/io/headwater/job/savepoint-before-parts/79a570d0-0581-4a4a-b883-4d1c809d6222")) {
      return in.readAllBytes();
    }
  }
}
