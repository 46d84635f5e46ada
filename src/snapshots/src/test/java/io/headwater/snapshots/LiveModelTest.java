package io.headwater.snapshots;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

  /** Its memory is outside of the heap: nothing else gives it back. */
  @Test
  void aModelThatWasReplacedIsClosed() {
    LiveModel live = new LiveModel();
    live.swap(snapshot(1));
    OnnxModel first = live.use(model -> model);
    assertThat(first.predict(IMAGE, 1)).isNotEmpty();
    live.swap(snapshot(2));
    assertClosed(first);
    OnnxModel second = live.use(model -> model);
    live.close();
    assertClosed(second);
  }

  private static void assertClosed(OnnxModel model) {
    assertThatThrownBy(() -> model.predict(IMAGE, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the model is closed");
  }

  @Test
  void aPayloadThatCannotBeLoadedLeavesTheModelBeforeInService() {
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      Snapshot garbage = Models.snapshot(Models.provenance(2), new byte[] {1, 2, 3});
      assertRefused(Reason.UNREADABLE, live, garbage);
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void aModelThatIsOtherThanItsManifestNeverServes() {
    try (LiveModel live = new LiveModel()) {
      assertRefused(Reason.OTHER_THAN_MANIFEST, live, snapshotOfOtherInput(1));
      assertThat(live.manifest()).isEmpty();
      live.swap(snapshot(2));
      assertRefused(Reason.OTHER_THAN_MANIFEST, live, snapshotOfOtherInput(3));
      float[] before = live.use(LiveModelTest::garment);
      assertRefused(Reason.OTHER_THAN_MANIFEST, live, snapshotOfOtherInput(4));
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(2);
      assertThat(live.use(LiveModelTest::garment)).isEqualTo(before);
    }
  }

  @Test
  void aModelWhosePredictionsAreNoNumbersNeverServesThoughNothingWasScoredBefore() {
    try (LiveModel live = new LiveModel()) {
      assertRefused(Reason.NO_NUMBERS, live, Payloads.snapshot(1, Payloads::withOverflow));
      live.swap(snapshot(2));
      assertRefused(Reason.NO_NUMBERS, live, Payloads.snapshot(3, Payloads::withOverflow));
      assertRefused(Reason.NO_NUMBERS, live, Payloads.snapshot(4, Payloads::withOverflowOfPairs));
      assertThat(live.manifest().orElseThrow().version()).isEqualTo(2);
    }
  }

  @Test
  void aRegressionMayPredictAnyNumberThatIsFinite() {
    Task age = new Task("age", TaskKind.REGRESSION, 1, List.of());
    Architecture model = Backbone.LENET.architecture(Models.INPUT, List.of(age));
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(model, 1, graph -> Payloads.setFloats(graph, "age/output", i -> 37f)));
      float[] years = requireNonNull(live.use(each -> each.predict(IMAGE, 1)).get("age"))[0];
      assertThat(years).hasSize(1);
      assertThat(years[0]).isGreaterThanOrEqualTo(37);
      Snapshot infinite =
          snapshot(
              model,
              2,
              graph -> {
                Payloads.setFloats(graph, "trunk/dense", i -> 1e20f);
                Payloads.setFloats(graph, "age/", i -> 1e20f);
              });
      assertRefused(Reason.NO_NUMBERS, live, infinite);
      assertThat(servedVersion(live)).isEqualTo(1);
    }
  }

  @Test
  void aModelThatNeedsMoreThanTheLimitsNeverServes() {
    ModelLimits defaults = ModelLimits.DEFAULT;
    int values = defaults.maxValues();
    long multiplications = defaults.maxMultiplications();
    for (ModelLimits limits :
        List.of(
            new ModelLimits(863, 4, 3, 797, values, multiplications),
            new ModelLimits(864, 3, 3, 797, values, multiplications),
            new ModelLimits(864, 4, 2, 797, values, multiplications),
            new ModelLimits(864, 4, 3, 796, values, multiplications),
            new ModelLimits(864, 4, 3, 797, 10_000, multiplications),
            new ModelLimits(864, 4, 3, 797, values, 100_000))) {
      try (LiveModel live = new LiveModel(1, limits)) {
        assertRefused(Reason.TOO_LARGE, live, snapshot(1));
      }
    }
    try (LiveModel live =
        new LiveModel(1, new ModelLimits(864, 4, 3, 797, values, multiplications))) {
      live.swap(snapshot(1));
    }
  }

  @Test
  void theLimitsGrowWithTheHeapUpToABound() {
    assertThat(ModelLimits.ofHeap(64 << 20).maxInputValues()).isEqualTo(4 << 20);
    assertThat(ModelLimits.ofHeap(64 << 20).maxOutputValues()).isEqualTo(1 << 19);
    assertThat(ModelLimits.ofHeap(Long.MAX_VALUE).maxInputValues()).isEqualTo(1 << 24);
    assertThat(ModelLimits.ofHeap(Long.MAX_VALUE).maxOutputValues()).isEqualTo(1 << 28);
    assertThat(ModelLimits.ofHeap(1).maxOutputValues()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatRefusedModelsTookIsGivenBack() throws IOException {
    Architecture wide =
        Backbone.LENET.architecture(new ImageShape(1, 64, 64), Models.TASKS.subList(0, 1));
    ModelProto.Builder model =
        OnnxExport.toOnnx(wide, InitialState.of(wide, 1), "a", 1).toBuilder();
    Payloads.withOverflow(model);
    byte[] payload = model.build().toByteArray();
    Snapshot refused = Models.snapshot(Models.provenance("a", 1, wide, Lineage.EMPTY), payload);
    assertThat(payload).hasSizeGreaterThan(16 << 20);
    try (LiveModel live = new LiveModel()) {
      for (int swap = 0; swap < 5; swap++) {
        assertRefused(Reason.NO_NUMBERS, live, refused);
      }
      long before = residentBytes();
      for (int swap = 0; swap < 20; swap++) {
        assertRefused(Reason.NO_NUMBERS, live, refused);
      }
      assertThat(residentBytes() - before).isLessThan(10L * payload.length);
    }
  }

  @Test
  void theNextModelIsWarmedUpForTheLargestBatchWhichCountsLessWithEachModelThatSawNone() {
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      live.use(model -> model.predict(Models.randomBytes(9 * Models.INPUT.size(), 1), 9));
      live.swap(snapshot(2));
      assertThat(live.use(OnnxModel::imagesOfWarmUp)).isEqualTo(9);
      live.swap(snapshot(3));
      assertThat(live.use(OnnxModel::imagesOfWarmUp)).isEqualTo(4);
      live.use(model -> model.predict(Models.randomBytes(5 * Models.INPUT.size(), 1), 5));
      live.swap(snapshot(4));
      assertThat(live.use(OnnxModel::imagesOfWarmUp)).isEqualTo(5);
    }
  }

  @Test
  void aModelNeedsAThread() {
    assertThatThrownBy(() -> new OnnxModel(snapshot(1), 0, ModelLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is 0; it must be at least 1");
    assertThatThrownBy(() -> new LiveModel(0, ModelLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
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

  private static void assertRefused(Reason reason, LiveModel live, Snapshot snapshot) {
    assertThatThrownBy(() -> live.swap(snapshot))
        .isInstanceOfSatisfying(
            RefusedModelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static long residentBytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      String resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
      return 1024 * Long.parseLong(resident.replaceAll("\\D", ""));
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
    Architecture other = Backbone.LENET.architecture(new ImageShape(3, 20, 20), Models.TASKS);
    byte[] payload =
        OnnxExport.toOnnx(Models.LENET, InitialState.of(Models.LENET, version), "fashion", version)
            .toByteArray();
    return Models.snapshot(Models.provenance("fashion", version, other, Lineage.EMPTY), payload);
  }

  private static Snapshot snapshot(
      Architecture architecture, long version, Consumer<GraphProto.Builder> change) {
    ModelProto.Builder model =
        OnnxExport.toOnnx(architecture, InitialState.of(architecture, 1), "fashion", version)
            .toBuilder();
    change.accept(model.getGraphBuilder());
    return Models.snapshot(
        Models.provenance("fashion", version, architecture, Lineage.EMPTY),
        model.build().toByteArray());
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
