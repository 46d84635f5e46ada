package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** None of these payloads reaches ONNX Runtime; all of their digests would be right. */
class OnnxCheckTest {
  @Test
  void whatTheExporterWritesIsTaken() {
    OnnxCheck.Checked checked =
        OnnxCheck.of(Payloads.snapshot(1, model -> {}), ModelLimits.DEFAULT);
    assertThat(checked.features()).isEqualTo(500);
    assertThat(checked.outputs())
        .containsEntry("garment", List.of(3L))
        .containsEntry("edges", List.of(18L, 16L))
        .containsEntry("place", List.of(5L))
        .containsEntry("same", List.of(1L));
    assertThat(checked.values()).isBetween(2L * 864, 100_000L);
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        foreign(
            "a constant in another file",
            model -> Payloads.withExternalData(model, "/etc/hostname")),
        foreign(
            "one in a file beside",
            model -> Payloads.withExternalData(model, "../../etc/hostname")),
        foreign(
            "a location of data alone",
            model -> Payloads.anyWeight(model).setDataLocation(TensorProto.DataLocation.EXTERNAL)),
        foreign(
            "a subgraph",
            model ->
                Payloads.attribute(model, "Flatten", "axis").setG(GraphProto.getDefaultInstance())),
        foreign(
            "a constant as an attribute",
            model ->
                Payloads.attribute(model, "Flatten", "axis")
                    .setT(TensorProto.getDefaultInstance())),
        foreign(
            "a sparse constant",
            model ->
                model
                    .getGraphBuilder()
                    .addSparseInitializer(SparseTensorProto.getDefaultInstance())),
        foreign("training", model -> model.addTrainingInfo(TrainingInfoProto.getDefaultInstance())),
        foreign("functions", model -> model.setUnknownFields(field(25))),
        foreign("an unknown field of a node", model -> relu(model).setUnknownFields(field(99))),
        foreign("a domain", model -> relu(model).setDomain("com.microsoft")),
        foreign(
            "an operator set of another domain",
            model ->
                model.addOpsetImport(
                    OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(3))),
        foreign(
            "another operator set",
            model -> model.getOpsetImportBuilder(0).setVersion(OnnxExport.OPSET + 1)),
        foreign("another IR version", model -> model.setIrVersion(OnnxExport.IR_VERSION + 1)),
        foreign("an operator", model -> relu(model).setOpType("ConstantOfShape")),
        foreign("a stride of 0", model -> strides(model).setInts(0, 0)),
        foreign("a negative stride", model -> strides(model).setInts(1, -1)),
        foreign("three strides", model -> strides(model).addInts(1)),
        foreign("a kernel of 0", model -> pool(model, "kernel_shape").setInts(0, 0)),
        foreign("a huge kernel", model -> pool(model, "kernel_shape").setInts(0, 1L << 40)),
        foreign("a kernel over the map", model -> pool(model, "kernel_shape").setInts(1, 1000)),
        foreign("a kernel over its weights", model -> conv(model, "kernel_shape").setInts(0, 4)),
        foreign("padding over the kernel", model -> pool(model, "pads").setInts(3, 2)),
        foreign("another axis", model -> Payloads.attribute(model, "Softmax", "axis").setI(0)),
        foreign("a float for an axis", OnnxCheckTest::floatForAxis),
        foreign("a cast to whole numbers", OnnxCheckTest::castToWholes),
        foreign("a missing attribute", model -> Payloads.node(model, "Conv").removeAttribute(0)),
        foreign(
            "an attribute twice",
            model ->
                Payloads.node(model, "Conv")
                    .setAttribute(0, Payloads.node(model, "Conv").getAttribute(1))),
        foreign("an unknown input", model -> relu(model).setInput(0, "nowhere")),
        foreign("its own output", model -> relu(model).setInput(0, relu(model).getOutput(0))),
        foreign("too few inputs", model -> relu(model).clearInput()),
        foreign("too many inputs", model -> relu(model).addInput("image")),
        foreign("two outputs", model -> relu(model).addOutput("more")),
        foreign("a value twice", model -> model.getGraphBuilder().addNode(relu(model))),
        foreign("a constant twice", OnnxCheckTest::sameConstantTwice),
        foreign("bytes for floats", model -> relu(model).setInput(0, "image")),
        foreign("huge dimensions", model -> Payloads.anyWeight(model).setDims(0, 1L << 62)),
        foreign("a negative dimension", model -> Payloads.anyWeight(model).setDims(0, -1)),
        foreign("a dimension of 0", model -> Payloads.anyWeight(model).setDims(0, 0)),
        foreign("less data", model -> Payloads.anyWeight(model).setRawData(ByteString.EMPTY)),
        foreign(
            "text as a constant",
            model -> Payloads.anyWeight(model).setDataType(DataType.STRING_VALUE)),
        foreign("another new shape", OnnxCheckTest::otherReshape),
        foreign("a new shape that an input has by default", OnnxCheckTest::reshapeToDefault),
        foreign("two images of a name", OnnxCheckTest::inputTwice));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatTheExporterNeverWritesIsRefused(Consumer<ModelProto.Builder> change) {
    assertRefused(Reason.FOREIGN, Payloads.snapshot(1, change));
  }

  static Stream<Arguments> otherThanManifest() {
    return Stream.of(
        foreign("an output less", model -> model.getGraphBuilder().removeOutput(1)),
        foreign("an input less", model -> model.getGraphBuilder().removeInput(1)),
        foreign("no features", model -> output(model, 0).setName("feature")),
        foreign("features of width 0", model -> dimension(model, 0, 1, 0)),
        foreign("features of another width", model -> dimension(model, 0, 1, 501)),
        foreign("more classes", model -> dimension(model, 1, 1, 20)),
        foreign("a classification of width 0", model -> dimension(model, 1, 1, 0)),
        foreign("edges of another height", model -> dimension(model, 2, 1, 16)),
        foreign("no count of images", model -> dimension(model, 1, 0, 1)),
        foreign("whole numbers", OnnxCheckTest::wholeOutput),
        foreign("images of another width", OnnxCheckTest::otherImage),
        foreign("an output that nothing makes", OnnxCheckTest::outputOfNothing));
  }

  @ParameterizedTest
  @MethodSource("otherThanManifest")
  void whatIsOtherThanTheManifestIsRefused(Consumer<ModelProto.Builder> change) {
    assertRefused(Reason.OTHER_THAN_MANIFEST, Payloads.snapshot(1, change));
  }

  @Test
  void featuresAreAVectorOfOneOrMore() {
    assertThatThrownBy(
            () ->
                OnnxCheck.of(
                    Payloads.snapshot(1, model -> dimension(model, 0, 1, 0)), ModelLimits.DEFAULT))
        .hasMessage(
            "the payload's output 'features' is FLOAT of each image [0]; it must be a vector for each image");
  }

  @Test
  void tenOutputsAreNotTwentyClasses() {
    Task more =
        new Task(
            "garment",
            TaskKind.CLASSIFICATION,
            0.1,
            IntStream.range(0, 20).mapToObj(i -> "class " + i).toList());
    Architecture other =
        Backbone.LENET.architecture(
            Models.INPUT,
            List.of(more, Models.TASKS.get(1), Models.TASKS.get(2), Models.TASKS.get(3)));
    Snapshot snapshot =
        Models.snapshot(
            Models.provenance("fashion", 1, other, Lineage.EMPTY), Payloads.of(model -> {}));
    assertRefused(Reason.OTHER_THAN_MANIFEST, snapshot);
  }

  /** A task of the name, type and shape of an input, for which the payload gives that input. */
  @Test
  void anInputIsNoPrediction() {
    List<String> classes = IntStream.range(0, 500).mapToObj(i -> "class " + i).toList();
    List<Task> tasks =
        List.of(
            new Task("reference", TaskKind.CLASSIFICATION, 0.1, classes),
            Models.TASKS.get(1),
            Models.TASKS.get(2),
            Models.TASKS.get(3));
    byte[] payload =
        Payloads.of(
            model -> {
              output(model, 1).setName("reference");
              dimension(model, 1, 1, 500);
            });
    assertRefused(
        Reason.OTHER_THAN_MANIFEST, Models.snapshot(Models.provenance(1, tasks), payload));
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused(
          Reason.NO_NUMBERS,
          Payloads.snapshot(
              1,
              model ->
                  Payloads.setFloats(
                      model.getGraphBuilder(), "place/", i -> i == 3 ? value : 0.1f)));
    }
  }

  @Test
  void manyTinyMessagesAreRefusedBeforeTheyAreParsed() {
    byte[] empty = {0x0A, 0};
    ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    for (int i = 0; i <= OnnxFields.MAX_ITEMS; i++) {
      nodes.writeBytes(empty);
    }
    assertRefused(Reason.TOO_LARGE, ofGraph(nodes.toByteArray()));
    byte[] packed = new byte[OnnxFields.MAX_ITEMS + 1];
    assertRefused(
        Reason.TOO_LARGE,
        Payloads.snapshot(
            1,
            model -> {
              for (int i = 0; i < packed.length; i++) {
                Payloads.anyWeight(model).addDims(1);
              }
            }));
  }

  @Test
  void muchTextIsRefusedBeforeItIsParsed() {
    String text = "a".repeat(OnnxFields.MAX_TEXT_BYTES);
    assertRefused(Reason.TOO_LARGE, Payloads.snapshot(1, model -> model.setDocString(text)));
  }

  @Test
  void whatIsNoProtobufIsRefused() {
    byte[] whole = Payloads.of(model -> {});
    assertRefused(Reason.UNREADABLE, Arrays.copyOf(whole, whole.length - 1));
    assertRefused(Reason.UNREADABLE, new byte[] {8});
    assertRefused(Reason.UNREADABLE, new byte[] {0x3A, 5, 0x0A, 9, 0, 0, 0});
    assertRefused(Reason.OTHER_THAN_MANIFEST, Payloads.of(ModelProto.Builder::clearGraph));
  }

  @Test
  void aHugeImageIsRefusedBeforeAnythingIsRead() {
    ImageShape input = new ImageShape(3, 30_000, 30_000);
    Network trunk =
        NetworkBuilder.trunk(input.dimensions())
            .then("scale", new Layer.Scale())
            .then("mean", new Layer.GlobalAveragePool())
            .build();
    Architecture huge = Architecture.of(trunk, input, Models.TASKS.subList(0, 1));
    Provenance provenance = Models.provenance("fashion", 1, huge, Lineage.EMPTY);
    assertThatThrownBy(
            () ->
                OnnxCheck.of(
                    Models.snapshot(provenance, new byte[1]), ModelLimits.ofHeap(1L << 30)))
        .hasMessage("the image is 3x30000x30000; the limit is 16,777,216 values (see ModelLimits)");
  }

  private static Arguments foreign(String name, Consumer<ModelProto.Builder> change) {
    return Arguments.of(Named.of(name, change));
  }

  private static void assertRefused(Reason reason, byte[] payload) {
    assertRefused(reason, Models.snapshot(Models.provenance(1), payload));
  }

  private static void assertRefused(Reason reason, Snapshot snapshot) {
    assertThatThrownBy(() -> OnnxCheck.of(snapshot, ModelLimits.DEFAULT))
        .isInstanceOfSatisfying(
            RefusedModelException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }

  private static byte[] ofGraph(byte[] graph) {
    return ModelProto.newBuilder()
        .setUnknownFields(
            UnknownFieldSet.newBuilder()
                .addField(
                    ModelProto.GRAPH_FIELD_NUMBER,
                    UnknownFieldSet.Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFrom(graph))
                        .build())
                .build())
        .build()
        .toByteArray();
  }

  private static UnknownFieldSet field(int number) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
        .build();
  }

  private static NodeProto.Builder relu(ModelProto.Builder model) {
    return Payloads.node(model, "Relu");
  }

  private static AttributeProto.Builder strides(ModelProto.Builder model) {
    return pool(model, "strides");
  }

  private static AttributeProto.Builder pool(ModelProto.Builder model, String attribute) {
    return Payloads.attribute(model, "MaxPool", attribute);
  }

  private static AttributeProto.Builder conv(ModelProto.Builder model, String attribute) {
    return Payloads.attribute(model, "Conv", attribute);
  }

  private static void floatForAxis(ModelProto.Builder model) {
    Payloads.attribute(model, "Softmax", "axis").clearI().setType(AttributeType.FLOAT).setF(1);
  }

  private static void castToWholes(ModelProto.Builder model) {
    Payloads.attribute(model, "Cast", "to").setI(DataType.INT64_VALUE);
  }

  private static void sameConstantTwice(ModelProto.Builder model) {
    model.getGraphBuilder().addInitializer(Payloads.anyWeight(model));
  }

  private static void otherReshape(ModelProto.Builder model) {
    TensorProto.Builder shape = Payloads.constant(model, name -> name.equals("edges.shape"));
    byte[] bytes = shape.getRawData().toByteArray();
    bytes[8]++;
    shape.setRawData(ByteString.copyFrom(bytes));
  }

  private static void reshapeToDefault(ModelProto.Builder model) {
    TensorProto.Builder shape = Payloads.constant(model, name -> name.equals("edges.shape"));
    Payloads.constant(model, name -> name.equals("reference"))
        .setDataType(DataType.INT64_VALUE)
        .clearDims()
        .addDims(shape.getDims(0))
        .setRawData(shape.getRawData());
    Payloads.node(model, "Reshape").setInput(1, "reference");
  }

  private static void inputTwice(ModelProto.Builder model) {
    model.getGraphBuilder().addInput(model.getGraphBuilder().getInput(0));
  }

  private static ValueInfoProto.Builder output(ModelProto.Builder model, int index) {
    return model.getGraphBuilder().getOutputBuilder(index);
  }

  private static void dimension(ModelProto.Builder model, int output, int dimension, long size) {
    output(model, output)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(dimension)
        .setDimValue(size);
  }

  private static void wholeOutput(ModelProto.Builder model) {
    output(model, 1).getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.INT64_VALUE);
  }

  private static void otherImage(ModelProto.Builder model) {
    model
        .getGraphBuilder()
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .getDimBuilder(3)
        .setDimValue(17);
  }

  private static void outputOfNothing(ModelProto.Builder model) {
    Payloads.node(model, "Softmax").setOutput(0, "elsewhere");
  }
}
