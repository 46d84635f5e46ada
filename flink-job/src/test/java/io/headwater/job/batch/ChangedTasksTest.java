package io.headwater.job.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.stream.Withdrawn;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of examples that wait while the job is started again with other tasks. */
class ChangedTasksTest {
  private static final List<Task> BEFORE = List.of(FourTasks.KIND, FourTasks.PLACE);
  private static final Task TURNED = kind(TaskKind.CLASSIFICATION, "bag", "shoe", "shirt");
  private static final Task FEWER = kind(TaskKind.CLASSIFICATION, "shirt", "shoe");
  private static final Task SAME = kind(TaskKind.SIMILARITY);

  private final FourTasks examples = new FourTasks(BatchHarness.IMAGES, 1);
  private final Example kind = examples.kind(2);
  private final Example both =
      examples.examples().image(Label.ofClass("kind", 1), Label.ofAbsence("place"));
  private final Example place = examples.place();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void labelsOfOtherClassesAreNotLearnedFrom(StateBackend backend) throws Exception {
    for (Task changed : List.of(TURNED, FEWER, SAME)) {
      List<Task> after = List.of(changed, FourTasks.PLACE);
      try (BatchHarness restored = restored(after, backend, waiting(backend))) {
        restored.at(1100);
        assertLeftWithItsPlaceAlone(restored);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void labelsOfATaskThatIsGoneAreNotLearnedFromAndLeaveNothing(StateBackend backend)
      throws Exception {
    OperatorSubtaskState after;
    try (BatchHarness restored = restored(List.of(FourTasks.PLACE), backend, waiting(backend))) {
      restored.at(1100);
      assertLeftWithItsPlaceAlone(restored);
      after = restored.flink().snapshot(2, 0);
    }
    try (BatchHarness again = restored(BEFORE, backend, after)) {
      again.at(9000).add(place);
      again.at(9999);
      assertThat(again.batchIds()).containsExactly(List.of(place.id()));
    }
  }

  @Test
  void labelsThatAreLeftAreCountedAnew() throws Exception {
    StateBackend backend = new HashMapStateBackend();
    try (BatchHarness restored =
        restored(List.of(TURNED, FourTasks.PLACE), backend, waiting(backend))) {
      restored.at(1050).add(place, examples.kind(0));
      assertThat(restored.batches()).isEmpty();
      restored.add(examples.kind(1));
      assertThat(restored.examples()).isEqualTo(4);
    }
  }

  @Test
  void imagesOfAnotherShapeAreNotLearnedFrom() throws Exception {
    StateBackend backend = new HashMapStateBackend();
    try (BatchHarness restored =
        BatchHarness.open(BEFORE, new ImageShape(1, 2, 8), 1, backend, waiting(backend))) {
      restored.at(1100);
      assertThat(restored.batches()).isEmpty();
      assertThat(restored.waitingEntries()).isZero();
      assertThat(restored.flink().numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void otherWeightsAnotherOrderAndANewTaskTakeNothingAway() throws Exception {
    StateBackend backend = new HashMapStateBackend();
    Task heavier = new Task("kind", FourTasks.KIND.kind(), 9, FourTasks.KIND.classes());
    List<Task> after = List.of(FourTasks.OUTLINE, FourTasks.PLACE, heavier);
    try (BatchHarness restored = restored(after, backend, waiting(backend))) {
      restored.at(1100);
      assertThat(restored.batches().get(0).fresh())
          .usingRecursiveComparison()
          .ignoringCollectionOrder()
          .isEqualTo(List.of(kind, both));
    }
  }

  @Test
  void aChangeThatIsTakenBackBeforeAnythingHappenedTakesNothingAway() throws Exception {
    StateBackend backend = new HashMapStateBackend();
    OperatorSubtaskState between;
    try (BatchHarness restored =
        restored(List.of(TURNED, FourTasks.PLACE), backend, waiting(backend))) {
      between = restored.flink().snapshot(2, 0);
    }
    try (BatchHarness again = restored(BEFORE, backend, between)) {
      again.at(1100);
      assertThat(again.batchIds()).containsExactly(List.of(kind.id(), both.id()));
    }
  }

  /** It does not say what its labels mean: they mean the same, but those of no task. */
  @Test
  void ofAnEarlierSavepointOnlyLabelsOfNoTaskAreTakenAway() throws Exception {
    OperatorSubtaskState saved =
        OperatorSnapshotUtil.readStateHandle(
            Path.of(getClass().getResource("waiting-1.state").toURI()).toString());
    try (BatchHarness restored =
        restored(List.of(FourTasks.KIND), new HashMapStateBackend(), saved)) {
      restored.at(1140);
      assertThat(restored.batches())
          .singleElement()
          .satisfies(
              batch ->
                  assertThat(batch.fresh())
                      .flatExtracting(Example::labels)
                      .extracting(Label::task)
                      .containsExactly("kind"));
    }
  }

  @Test
  void whatIsDroppedIsCounted() {
    MetricListener listener = new MetricListener();
    BatchMetrics metrics = new BatchMetrics(listener.getMetricGroup());
    metrics.count(new Withdrawn(Map.of("kind", 3, "place", 1), 2));
    assertThat(listener.getCounter(BatchMetrics.DROPPED_EXAMPLES).orElseThrow().getCount())
        .isEqualTo(2);
    assertThat(
            listener
                .getCounter(BatchMetrics.TASK, "kind", BatchMetrics.DROPPED_LABELS)
                .orElseThrow()
                .getCount())
        .isEqualTo(3);
  }

  /** One example with a label for the kind, and one with a label for the place besides. */
  private OperatorSubtaskState waiting(StateBackend backend) throws Exception {
    try (BatchHarness harness = BatchHarness.open(1, backend)) {
      harness.at(1000).add(kind, both);
      assertThat(harness.batches()).isEmpty();
      return harness.flink().snapshot(1, 0);
    }
  }

  private void assertLeftWithItsPlaceAlone(BatchHarness restored) {
    assertThat(restored.batches())
        .singleElement()
        .satisfies(
            batch ->
                assertThat(batch.fresh())
                    .usingRecursiveComparison()
                    .isEqualTo(List.of(both.with(List.of(Label.ofAbsence("place"))))));
  }

  private static BatchHarness restored(
      List<Task> tasks, StateBackend backend, OperatorSubtaskState saved) throws Exception {
    return BatchHarness.open(tasks, BatchHarness.IMAGES, 1, backend, saved);
  }

  private static Task kind(TaskKind kind, String... classes) {
    return new Task("kind", kind, 0.1, List.of(classes));
  }
}
