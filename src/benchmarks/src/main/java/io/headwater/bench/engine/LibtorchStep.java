package io.headwater.bench.engine;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.model.Network;
import io.headwater.learning.task.ImageShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** The same joint step in libtorch: one call of a {@link TorchScript} module. */
final class LibtorchStep implements TrainingStep {
  private static final long SEED = 1;
  private static final int UPDATES = 20;
  private static final double NANOS_PER_SECOND = 1e9;

  private final EngineCase asked;
  private final Precision precision;
  private final PeerSetting setting;
  private final PtNDManager manager;
  private final PtSymbolBlock module;
  private final NDList state = new NDList();

  private LibtorchStep(EngineCase asked, Precision precision, PeerSetting setting)
      throws IOException {
    this.asked = asked;
    this.precision = precision;
    this.setting = setting;
    manager = Libtorch.manager();
    String source = TorchScript.of(asked.architecture(), precision, setting.format());
    module =
        JniUtils.loadModule(
            manager, new ByteArrayInputStream(TorchArchive.of(source)), false, false);
    addParameters();
    for (String moment : List.of("m", "v")) {
      parameters().forEach(each -> state.add(named(each.zerosLike(), moment)));
    }
    parameters().forEach(each -> state.add(named(manager.zeros(new Shape()), "t")));
    addStatistics();
  }

  static LibtorchStep open(EngineCase asked, Precision precision, PeerSetting setting)
      throws IOException {
    return new LibtorchStep(asked, precision, setting);
  }

  Precision precision() {
    return precision;
  }

  PeerSetting setting() {
    return setting;
  }

  String what() {
    return "libtorch "
        + Libtorch.version()
        + " (oneDNN), TorchScript step with fused Adam, "
        + (precision == Precision.BF16 ? "bf16 where autocast casts" : "f32");
  }

  /** The part of a step that takes that many seconds which goes to the update. */
  double updateShare(double stepSeconds) {
    NDList arguments = new NDList(state.subNDList(0).subList(0, 4 * count()));
    for (NDArray parameter : parameters()) {
      arguments.add(named(manager.ones(parameter.getShape()), "g"));
    }
    NDArray method = manager.create(0);
    method.setName("module_method:update");
    arguments.add(method);
    long start = 0;
    for (int i = -UPDATES; i < UPDATES; i++) {
      if (i == 0) {
        start = System.nanoTime();
      }
      IValueUtils.forward(module, arguments, false).close();
    }
    return (System.nanoTime() - start) / NANOS_PER_SECOND / UPDATES / stepSeconds;
  }

  @Override
  public List<DoubleSupplier> prepared(List<LabelledImages> batches) {
    Libtorch.useThreads(setting.threads());
    return batches.stream().map(this::step).toList();
  }

  private DoubleSupplier step(LabelledImages batch) {
    NDArray images = images(batch);
    NDArray first = labels(batch.labels()[0]);
    NDArray second = labels(batch.labels()[1]);
    return () -> {
      NDList arguments = new NDList(state);
      arguments.addAll(List.of(images, first, second));
      try (NDList loss = IValueUtils.forward(module, arguments, true)) {
        return precision == Precision.F64 ? loss.get(0).getDouble() : loss.get(0).getFloat();
      } finally {
        List.of(images, first, second).forEach(NDArray::close);
      }
    };
  }

  private NDArray images(LabelledImages batch) {
    ImageShape shape = asked.architecture().input();
    ByteBuffer bytes = manager.allocateDirect(batch.count() * shape.size());
    batch.images().forEach(bytes::put);
    bytes.rewind();
    return manager.create(
        bytes,
        new Shape(batch.count(), shape.channels(), shape.height(), shape.width()),
        DataType.UINT8);
  }

  private NDArray labels(int[] labels) {
    try (NDArray classes = manager.create(labels)) {
      return classes.toType(DataType.INT64, true);
    }
  }

  private void addParameters() {
    for (Network network : asked.architecture().networks()) {
      for (Tensor initial : InitialState.of(network, SEED).parameters().values()) {
        NDArray parameter = named(array(initial), "p");
        parameter.setRequiresGradient(true);
        state.add(parameter);
      }
    }
  }

  private void addStatistics() {
    for (Network network : asked.architecture().networks()) {
      Map<String, Tensor> initial = InitialState.of(network, SEED).statistics();
      initial.values().forEach(each -> state.add(named(array(each), "s")));
    }
  }

  private NDArray array(Tensor tensor) {
    NDArray floats = floats(tensor);
    return precision == Precision.F64 ? floats.toType(DataType.FLOAT64, true) : floats;
  }

  /** libtorch keeps weights of dense layers as [out, in], row after row. */
  private NDArray floats(Tensor tensor) {
    NDArray array =
        manager.create(
            tensor.values(),
            new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray()));
    if (tensor.shape().size() != 2) {
      return array;
    }
    try (NDArray turned = array.transpose()) {
      return manager.create(turned.toFloatArray(), turned.getShape());
    }
  }

  private List<NDArray> parameters() {
    return state.stream().filter(each -> requireNonNull(each.getName()).equals("p[]")).toList();
  }

  private int count() {
    return parameters().size();
  }

  /** DJL passes arrays of one name as a list. */
  private static NDArray named(NDArray array, String list) {
    array.setName(list + "[]");
    return array;
  }

  @Override
  public List<Tensor> firstMoments() {
    return state.stream()
        .filter(each -> requireNonNull(each.getName()).equals("m[]"))
        .map(LibtorchStep::tensor)
        .toList();
  }

  private static Tensor tensor(NDArray array) {
    boolean dense = array.getShape().dimension() == 2;
    try (NDArray ours = (dense ? array.transpose() : array).toType(DataType.FLOAT32, true)) {
      List<Integer> shape =
          Arrays.stream(ours.getShape().getShape()).mapToObj(Math::toIntExact).toList();
      return new Tensor(shape, ours.toFloatArray());
    }
  }

  @Override
  public void close() {
    module.close();
    manager.close();
  }
}
