package io.headwater.learning.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.FourTasks;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which examples leave together, and when. */
class BatcherTest {
  private static final int SIZE = 2;
  private static final int MAX_BUFFERED = 5;
  private static final long MAX_WAIT = 100;

  private final FourTasks examples = new FourTasks(new ImageShape(1, 4, 4), 1);
  private final Example firstKind = examples.kind(0);
  private final Example secondKind = examples.kind(1);
  private final Example firstPlace = examples.place();
  private final Example secondPlace = examples.absent();
  private final List<MiniBatch> left = new ArrayList<>();

  @Test
  void leavesWhenEveryTaskHasEnough() {
    Batcher batcher = batcher(1, "kind", "place");
    add(batcher, 0, firstKind, secondKind, firstPlace);
    assertThat(left).isEmpty();
    add(batcher, 0, secondPlace);
    assertThat(leftIds()).containsExactly(ids(firstKind, secondKind, firstPlace, secondPlace));
    assertThat(batcher.due()).isEmpty();
  }

  @Test
  void leavesWhenTheOldestHasWaitedLongEnough() {
    Batcher batcher = batcher(1, "kind", "place");
    add(batcher, 1000, firstKind);
    add(batcher, 1099, firstPlace);
    assertThat(batcher.due()).hasValue(1100);
    assertThat(batcher.release(1099, left::add)).hasValue(1100);
    assertThat(left).isEmpty();
    assertThat(batcher.release(1100, left::add)).isEmpty();
    assertThat(leftIds()).containsExactly(ids(firstKind, firstPlace));
  }

  @Test
  void aFullBufferDoesNotWaitForOtherTasksAndWhatIsLeftHasItsOwnTime() {
    Batcher batcher = batcher(1, "kind", "place");
    for (int i = 0; i < MAX_BUFFERED; i++) {
      add(batcher, 1000 + 10 * i, examples.kind(i % 3));
    }
    assertThat(left).singleElement().satisfies(batch -> assertThat(batch.fresh()).hasSize(SIZE));
    assertThat(batcher.due()).hasValue(1020 + MAX_WAIT);
    assertThat(batcher.release(1120, left::add)).hasValue(1040 + MAX_WAIT);
    assertThat(batcher.release(1140, left::add)).isEmpty();
    assertThat(left).hasSize(3);
  }

  /** Two of each task leave with the oldest; the last one of each task stays. */
  @ParameterizedTest
  @CsvSource({"1030, 1050", "1050, 1030"})
  void theOldestOfAllTasksSaysWhenTheNextOnesLeave(long kind, long place) {
    Batcher batcher = batcher(1, "kind", "place", "twins");
    add(batcher, 1000, firstKind, secondKind, firstPlace, secondPlace);
    add(batcher, kind, examples.kind(2));
    add(batcher, place, examples.place());
    assertThat(batcher.release(1100, left::add)).hasValue(1030 + MAX_WAIT);
    assertThat(left).singleElement().satisfies(batch -> assertThat(batch.fresh()).hasSize(4));
    batcher.release(1130, left::add);
    assertThat(left.get(1).fresh()).hasSize(2);
  }

  @Test
  void theOldestGoesThoughARarerTaskWouldTakeItsPlace() {
    Waiting oldest = new Waiting(firstKind, 1);
    Waiting rarer = new Waiting(bothTasks(), 2);
    Waiting last = new Waiting(secondKind, 3);
    assertThat(MiniBatchChoice.of(List.of("kind", "place"), 1, List.of(last, rarer, oldest)))
        .containsExactly(oldest);
  }

  @Test
  void anExampleThatTeachesNoTaskIsAMistake() {
    assertThatThrownBy(() -> add(batcher(1, "place"), 0, firstKind))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("example '" + firstKind.id() + "' has no label for any of the tasks [place]");
  }

  @Test
  void anExampleCountsForEachOfItsTasks() {
    Batcher batcher = batcher(1, "kind", "place");
    Example first = bothTasks();
    Example second = bothTasks();
    add(batcher, 0, first);
    assertThat(left).isEmpty();
    add(batcher, 0, second);
    assertThat(leftIds()).containsExactly(ids(first, second));
  }

  @Test
  void aFrequentTaskDoesNotTakeARareOnesPlace() {
    Batcher batcher = batcher(1, "kind", "place");
    Example both = bothTasks();
    add(batcher, 1000, firstKind);
    add(batcher, 1001, secondKind);
    add(batcher, 1002, both, firstPlace);
    assertThat(leftIds()).containsExactly(ids(firstKind, both, firstPlace));
    batcher.release(1101, left::add);
    assertThat(leftIds().get(1)).isEqualTo(ids(secondKind));
  }

  @Test
  void fewerThanTheLeastWaitForMoreAndThenLeaveAtOnce() {
    Batcher batcher = batcher(3, "kind", "place");
    add(batcher, 1000, firstKind);
    add(batcher, 1500, firstPlace);
    assertThat(batcher.release(1700, left::add)).as("the next example says").isEmpty();
    assertThat(left).isEmpty();
    add(batcher, 9000, secondKind);
    assertThat(batcher.due()).hasValue(1000 + MAX_WAIT);
    batcher.release(9000, left::add);
    assertThat(leftIds()).containsExactly(ids(firstKind, secondKind, firstPlace));
  }

  @Test
  void labelsThatAreTakenAwayAreCountedAndWhoHasNoOtherIsDropped() {
    MemoryBuffer gone = new MemoryBuffer();
    Batcher before =
        new Batcher(List.of("kind", "place"), limits(1), List.of(gone, new MemoryBuffer()));
    add(before, 1000, bothTasks());
    add(before, 1001, firstKind);
    Batcher batcher = batcher(1, "place", "twins");
    add(batcher, 999, secondPlace);
    add(
        batcher,
        1002,
        firstPlace.with(List.of(Label.ofAbsence("place"), Label.ofSame("twins", true))));
    Withdrawn withdrawn = batcher.withdraw(Set.of("kind", "twins"), List.of(gone));
    assertThat(withdrawn.labels()).isEqualTo(Map.of("kind", 2, "twins", 1));
    assertThat(withdrawn.examples()).isEqualTo(1);
    assertThat(gone.waiting()).isEmpty();
    assertThat(gone.labels()).isZero();
    assertThat(batcher.due()).hasValue(999 + MAX_WAIT);
    batcher.release(1099, left::add);
    assertThat(left.get(0).fresh()).hasSize(SIZE);
    assertThat(batcher.due()).hasValue(1002 + MAX_WAIT);
  }

  @Test
  void nothingIsTakenAwayIfNothingChanged() {
    Batcher batcher = batcher(1, "kind", "place");
    add(batcher, 1000, firstKind, bothTasks());
    assertThat(batcher.withdraw(Set.of(), List.of()).isNothing()).isTrue();
    add(batcher, 1000, firstPlace);
    assertThat(left.get(0).fresh()).hasSize(3);
  }

  @Test
  void nothingStaysBehindAtTheEnd() {
    Batcher batcher = batcher(3, "kind", "place");
    add(batcher, 0, firstKind, secondKind, examples.kind(2));
    batcher.drain(left::add);
    assertThat(left).hasSize(2);
    assertThat(batcher.due()).isEmpty();
  }

  @Test
  void whateverComesEachLeavesOnceInTimeAndNoTaskGetsMoreThanItsSize() {
    Random random = new Random(9);
    Batcher batcher = batcher(1, "kind", "place");
    Map<String, Long> came = new LinkedHashMap<>();
    Set<String> gone = new HashSet<>();
    for (long now = 1000; now < 9000; now += random.nextInt(30)) {
      batcher.release(now, left::add);
      Example example = any(random);
      came.put(example.id(), now);
      add(batcher, now, example);
      checkLeft(gone);
      long time = now;
      came.forEach(
          (id, since) -> assertThat(gone.contains(id) || time - since < MAX_WAIT).isTrue());
    }
    batcher.drain(left::add);
    checkLeft(gone);
    assertThat(gone).isEqualTo(came.keySet());
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0, 1", "1, 0, 0, 1", "1, 1, -1, 1", "2, 1, 0, 1"})
  void limitsThatCanNotBeAreRefused(int size, int least, long maxWait, int maxBuffered) {
    assertThat(new BatchLimits(1, 1, 0, 1).size()).isEqualTo(1);
    assertThatThrownBy(() -> new BatchLimits(size, least, maxWait, maxBuffered))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("can't be");
  }

  private void checkLeft(Set<String> gone) {
    for (MiniBatch batch : left) {
      for (String task : List.of("kind", "place")) {
        assertThat(batch.fresh())
            .filteredOn(example -> example.label(task).isPresent())
            .hasSizeLessThanOrEqualTo(SIZE);
      }
      batch.fresh().forEach(example -> assertThat(gone.add(example.id())).isTrue());
    }
    left.clear();
  }

  private static Batcher batcher(int least, String... tasks) {
    return new Batcher(
        List.of(tasks), limits(least), Stream.of(tasks).map(task -> new MemoryBuffer()).toList());
  }

  private static BatchLimits limits(int least) {
    return new BatchLimits(SIZE, least, MAX_WAIT, MAX_BUFFERED);
  }

  private void add(Batcher batcher, long now, Example... added) {
    for (Example each : added) {
      batcher.add(each, now, left::add);
    }
  }

  private Example bothTasks() {
    return examples.examples().image(Label.ofClass("kind", 1), Label.ofAbsence("place"));
  }

  private Example any(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> examples.place();
      case 1, 2 -> bothTasks();
      default -> examples.kind(random.nextInt(3));
    };
  }

  private List<List<String>> leftIds() {
    return left.stream().map(batch -> batch.fresh().stream().map(Example::id).toList()).toList();
  }

  private static List<String> ids(Example... examples) {
    return Stream.of(examples).map(Example::id).toList();
  }
}
