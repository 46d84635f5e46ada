package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.engine.InitialState;
import io.headwater.learning.engine.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Backbone;
import io.headwater.learning.task.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LiveModelTest {
  private static final byte[] IMAGE = Models.randomBytes(Models.INPUT.size(), 1);

  @Test
  void thereIsNoModelBeforeTheFirstSnapshotAndAfterClose() {
    LiveModel live = new LiveModel();
    assertThat(live.manifest()).isEmpty();
    assertThatThrownBy(() -> live.use(OnnxModel::manifest))
        .isInstanceOf(IllegalStateException.class);
    live.swap(snapshot(1));
    assertThat(servedVersion(live)).isEqualTo(1);
    live.close();
    assertThatThrownBy(() -> live.use(OnnxModel::manifest))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> live.swap(snapshot(2))).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPayloadThatCannotBeLoadedLeavesTheModelBeforeInService() {
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      Snapshot garbage = Models.snapshot(Models.provenance(2), new byte[] {1, 2, 3});
      assertThatThrownBy(() -> live.swap(garbage)).isInstanceOf(IllegalArgumentException.class);
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void aModelThatCannotScoreWhatTheOneBeforeItDidNeverServes() {
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      float[] before = live.use(LiveModelTest::garment);
      assertThatThrownBy(() -> live.swap(snapshotOfOtherInput(2)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ONNX Runtime could not score");
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(1);
      assertThat(live.use(LiveModelTest::garment)).isEqualTo(before);
    }
  }

  @Test
  void aModelNeedsAThread() {
    assertThatThrownBy(() -> new OnnxModel(snapshot(1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is 0; it must be at least 1");
    assertThatThrownBy(() -> new LiveModel(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aUseInProgressFinishesOnItsModelWhichThenCloses() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch swapped = new CountDownLatch(1);
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      Future<OnnxModel> used =
          executor.submit(
              () ->
                  live.use(
                      model -> {
                        started.countDown();
                        await(swapped);
                        assertThat(model.manifest().version()).isEqualTo(1);
                        assertThat(model.predict(IMAGE, 1)).containsKey("garment");
                        return model;
                      }));
      await(started);
      live.swap(snapshot(2));
      assertThat(servedVersion(live)).isEqualTo(2);
      swapped.countDown();
      OnnxModel replaced = used.get(10, TimeUnit.SECONDS);
      assertThatThrownBy(() -> replaced.predict(IMAGE, 1))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void predictionsOfSeveralThreadsAreEachOfOneWholeVersionWhileModelsAreSwapped() throws Exception {
    List<Snapshot> snapshots = List.of(snapshot(1), snapshot(2), snapshot(3));
    List<float[]> expected = new ArrayList<>();
    for (Snapshot snapshot : snapshots) {
      try (OnnxModel model = new OnnxModel(snapshot)) {
        expected.add(garment(model));
      }
    }
    ExecutorService executor = Executors.newFixedThreadPool(4);
    AtomicBoolean done = new AtomicBoolean();
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshots.get(0));
      List<Future<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(
            executor.submit(
                () -> {
                  int predictions = 0;
                  while (!done.get()) {
                    live.use(
                        model -> {
                          int version = (int) model.manifest().version();
                          assertThat(garment(model)).isEqualTo(expected.get(version - 1));
                          return version;
                        });
                    predictions++;
                  }
                  return predictions;
                }));
      }
      for (int swap = 0; swap < 30; swap++) {
        live.swap(snapshots.get(swap % 3));
      }
      done.set(true);
      for (Future<Integer> client : clients) {
        assertThat(client.get(10, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static long servedVersion(LiveModel live) {
    return live.use(model -> model.manifest().version());
  }

  private static float[] garment(OnnxModel model) {
    return requireNonNull(model.predict(IMAGE, 1).get("garment"))[0];
  }

  /** Its manifest has another input than its graph. */
  private static Snapshot snapshotOfOtherInput(long version) {
    Architecture other = Architecture.of(Backbone.LENET, new ImageShape(3, 20, 20), Models.TASKS);
    byte[] payload =
        OnnxExport.toOnnx(Models.LENET, InitialState.of(Models.LENET, version), "fashion", version)
            .toByteArray();
    return Models.snapshot(Models.provenance("fashion", version, other, Lineage.EMPTY), payload);
  }

  private static Snapshot snapshot(long version) {
    return Models.snapshot(version, InitialState.of(Models.LENET, version));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
