package io.headwater.serve.batch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.data.Offset.offset;

import io.headwater.serve.GarmentSnapshots;
import io.headwater.snapshots.OnnxModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {
  private static final float[] NO_REFERENCE = {};

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Integer> batches = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstRuns = new CountDownLatch(1);
  private final CountDownLatch othersWait = new CountDownLatch(1);
  private final List<Future<Map<String, float[]>>> answers = new ArrayList<>();
  private OnnxModel model;

  @BeforeEach
  void load() {
    model = new OnnxModel(GarmentSnapshots.snapshot(1));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    model.close();
  }

  @Test
  void whoWaitsIsScoredTogetherAndGetsHisOwn() throws Exception {
    Batcher batcher = new Batcher(8, 1, this::observe);
    float[] features = features(GarmentSnapshots.images(2, 50), 2);
    Work first = work(1, 1, NO_REFERENCE, "garment");
    Work second = work(3, 2, NO_REFERENCE, "garment");
    Work third = work(2, 3, features, "similarity", "edges");
    Work fourth = work(2, 4, Arrays.copyOf(features, features.length / 2), "similarity");

    submit(batcher, first);
    firstRuns.await();
    for (Work each : List.of(second, third, fourth)) {
      submit(batcher, each);
      awaitWaiting(batcher, answers.size() - 1);
    }
    othersWait.countDown();

    assertSame(0, first);
    assertSame(1, second);
    assertSame(2, third);
    assertSame(3, fourth);
    assertThat(batches).containsExactly(1, 7);
  }

  @Test
  void aBatchIsNoLargerThanItMayBeAndOfOneModel() throws Exception {
    Batcher batcher = new Batcher(4, 1, this::observe);
    try (OnnxModel other = new OnnxModel(GarmentSnapshots.snapshot(2))) {
      submit(batcher, work(1, 1, NO_REFERENCE, "garment"));
      firstRuns.await();
      submit(batcher, work(3, 2, NO_REFERENCE, "garment"));
      awaitWaiting(batcher, 1);
      submit(batcher, work(2, 3, NO_REFERENCE, "garment"));
      awaitWaiting(batcher, 2);
      Work ofOther = work(1, 4, NO_REFERENCE, "garment");
      answers.add(threads.submit(() -> batcher.score(other, ofOther)));
      awaitWaiting(batcher, 3);
      othersWait.countDown();

      assertThat(answers.get(3).get().get("garment"))
          .isEqualTo(
              other.values(ofOther.images(), 1, NO_REFERENCE, Set.of("garment")).get("garment"));
      for (Future<Map<String, float[]>> answer : answers) {
        answer.get();
      }
      assertThat(batches).containsExactly(1, 3, 2, 1);
    }
  }

  @Test
  void aBatchIsNoLargerThanTheModelAffords() throws Exception {
    Batcher batcher =
        new Batcher(
            Integer.MAX_VALUE,
            1,
            images -> {
              observe(images);
              if (images > 1) {
                throw new IllegalStateException("not scored, as it takes long");
              }
            });
    int most = (model.maxImages() + 1) * 2 / 3;
    submit(batcher, work(1, 1, NO_REFERENCE, "garment"));
    firstRuns.await();
    submit(batcher, work(most, 2, NO_REFERENCE, "garment"));
    awaitWaiting(batcher, 1);
    submit(batcher, work(most, 3, NO_REFERENCE, "garment"));
    awaitWaiting(batcher, 2);
    othersWait.countDown();

    for (Future<Map<String, float[]>> answer : answers.subList(1, 3)) {
      assertThat(catchThrowable(answer::get)).hasMessageContaining("takes long");
    }
    assertThat(batches).containsExactly(1, most, most);
  }

  /** The first batch runs until the others wait. */
  private void observe(int images) {
    batches.add(images);
    if (batches.size() == 1) {
      firstRuns.countDown();
      try {
        othersWait.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void submit(Batcher batcher, Work work) {
    answers.add(threads.submit(() -> batcher.score(model, work)));
  }

  private static void awaitWaiting(Batcher batcher, int count) throws InterruptedException {
    while (batcher.waiting() < count) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while waiting for " + count + " requests");
      }
      Thread.onSpinWait();
    }
  }

  private void assertSame(int index, Work work) throws Exception {
    Map<String, float[]> alone =
        model.values(work.images(), work.count(), work.reference(), work.wanted());
    Map<String, float[]> answer = answers.get(index).get();
    assertThat(answer).containsOnlyKeys(alone.keySet());
    for (String output : alone.keySet()) {
      float[] expected = requireNonNull(alone.get(output));
      float[] actual = requireNonNull(answer.get(output));
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], offset(1e-5f));
      }
    }
  }

  private Work work(int count, long seed, float[] reference, String... wanted) {
    return new Work(GarmentSnapshots.images(count, seed), count, reference, Set.of(wanted));
  }

  private float[] features(byte[] images, int count) {
    return requireNonNull(
        model.values(images, count, NO_REFERENCE, Set.of("features")).get("features"));
  }
}
