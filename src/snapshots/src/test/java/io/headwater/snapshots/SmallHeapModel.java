package io.headwater.snapshots;

import static io.headwater.snapshots.OnnxGraph.attribute;
import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;

/** Swaps models in a JVM of its own, and prints what came of it. */
final class SmallHeapModel {
  /** Many features of a payload of few bytes. */
  static final String WIDE = "wide";

  /** A batch that leaves no room for the same with all outputs. */
  static final String BATCH = "batch";

  private static final int BATCH_IMAGES = 6_000;

  private static final int SIDE = 512;
  private static final int CHANNELS = 64;

  private SmallHeapModel() {}

  /**
   * @param args what to do
   */
  public static void main(String[] args) {
    try (LiveModel live = new LiveModel()) {
      live.swap(snapshot(1));
      switch (args[0]) {
        case WIDE -> swapWide(live);
        case BATCH -> swapAfterBatch(live);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static void swapWide(LiveModel live) {
    try {
      live.swap(wide());
    } catch (RefusedModelException e) {
      System.out.printf(
          "%s; serves version %d%n", e.reason(), live.manifest().orElseThrow().version());
    }
  }

  private static void swapAfterBatch(LiveModel live) {
    byte[] images = new byte[BATCH_IMAGES * Models.INPUT.size()];
    Map<String, float[][]> scored = live.use(model -> model.predict(images, BATCH_IMAGES));
    int rows = requireNonNull(scored.get("garment")).length;
    live.swap(snapshot(2));
    System.out.printf(
        "%d rows; serves version %d%n", rows, live.manifest().orElseThrow().version());
  }

  /** 16,777,216 features of an image of 512 x 512, which pass through a convolution of 1 x 1. */
  private static Snapshot wide() {
    List<Task> tasks = List.of(new Task("edges", TaskKind.EDGES, 1, List.of()));
    ImageShape input = new ImageShape(1, SIDE, SIDE);
    Provenance provenance =
        Models.provenance("fashion", 2, Backbone.LENET.architecture(input, tasks), Lineage.EMPTY);
    OnnxGraph graph = new OnnxGraph("fashion", "");
    graph.input("image", DataType.UINT8, "N", input.dimensions(), "");
    graph.node(
        OnnxOperator.CAST, "floats", List.of("image"), attribute("to", DataType.FLOAT.getNumber()));
    graph.node(OnnxOperator.IDENTITY, "features", List.of(convolution(graph, "wide", CHANNELS)));
    graph.output("features", "N", List.of(CHANNELS * SIDE * SIDE), "");
    graph.node(OnnxOperator.SIGMOID, "flat", List.of(convolution(graph, "narrow", 1)));
    String shape = graph.longs("shape", -1, SIDE, SIDE);
    graph.node(OnnxOperator.RESHAPE, "edges", List.of("flat", shape));
    graph.output("edges", "N", List.of(SIDE, SIDE), "");
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(OnnxExport.IR_VERSION)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxExport.OPSET))
            .setGraph(graph.build())
            .build();
    return Models.snapshot(provenance, model.toByteArray());
  }

  private static String convolution(OnnxGraph graph, String name, int channels) {
    Tensor weights = new Tensor(List.of(channels, 1, 1, 1), new float[channels]);
    String maps =
        graph.node(
            OnnxOperator.CONV,
            name,
            List.of("floats", graph.floats(name + ".weight", weights)),
            attribute("kernel_shape", List.of(1L, 1L)),
            attribute("strides", List.of(1L, 1L)),
            attribute("pads", List.of(0L, 0L, 0L, 0L)));
    return graph.node(OnnxOperator.FLATTEN, name + ".flat", List.of(maps), attribute("axis", 1));
  }

  private static Snapshot snapshot(long version) {
    return Models.snapshot(version, InitialState.of(Models.LENET, version));
  }
}
