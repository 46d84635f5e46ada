package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import io.headwater.learning.learner.InitialState;
import io.headwater.learning.learner.Lineage;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads with the operators of heads that read maps; none of them reaches ONNX Runtime. */
class OnnxMapsCheckTest {
  private static final ModelProto EXPORTED =
      OnnxExport.toOnnx(MapModels.DECODER, InitialState.of(MapModels.DECODER, 1), "fashion", 1);
  private static final String GROUPS = "trunk/groups";
  private static final String WIDE = "trunk/wide";
  private static final String AVERAGE = "trunk/average";
  private static final String BOTH = "edges/both";
  private static final String LARGER = "edges/larger";

  @Test
  void whatTheExporterWritesIsTaken() {
    OnnxCheck.Checked checked = check(model -> {});
    assertThat(checked.features()).isEqualTo(6);
    assertThat(checked.outputs()).containsEntry("edges", List.of(18L, 16L));
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        foreign("no groups", GROUPS, group -> number(group, "group", 0)),
        foreign("one group, which is the default", GROUPS, group -> number(group, "group", 1)),
        foreign("negative groups", GROUPS, group -> number(group, "group", -2)),
        foreign("other groups", GROUPS, group -> number(group, "group", 4)),
        foreign("groups that don't divide", GROUPS, group -> number(group, "group", 3)),
        foreign("huge groups", GROUPS, group -> number(group, "group", 1L << 40)),
        foreign("groups left out", GROUPS, node -> remove(node, "group")),
        foreign("groups as floats", GROUPS, node -> floatFor(node, "group")),
        foreign("groups with a text", GROUPS, node -> textBeside(node, "group")),
        foreign("no dilation", WIDE, node -> wholes(node, "dilations", 0, 2)),
        foreign("a negative dilation", WIDE, node -> wholes(node, "dilations", 2, -2)),
        foreign("a dilation over the map", WIDE, node -> wholes(node, "dilations", 2, 900)),
        foreign("a huge dilation", WIDE, node -> wholes(node, "dilations", 1L << 61, 2)),
        foreign("one dilation", WIDE, node -> wholes(node, "dilations", 2)),
        foreign("three dilations", WIDE, node -> wholes(node, "dilations", 2, 2, 2)),
        foreign("a dilation less", WIDE, node -> wholes(node, "dilations", 1, 2)),
        foreign("dilations left out", WIDE, node -> remove(node, "dilations")),
        foreign(
            "dilations of a pool",
            AVERAGE,
            node -> node.addAttribute(OnnxGraph.attribute("dilations", List.of(1L, 1L)))),
        foreign(
            "a part of a window",
            AVERAGE,
            node -> node.addAttribute(OnnxGraph.attribute("ceil_mode", 1))),
        foreign(
            "padding that the runtime chooses",
            AVERAGE,
            node -> node.addAttribute(OnnxGraph.attribute("auto_pad", "SAME_UPPER"))),
        foreign("padding counted twice", AVERAGE, node -> number(node, "count_include_pad", 2)),
        foreign("padding counted less", AVERAGE, node -> number(node, "count_include_pad", -1)),
        foreign("no count of padding", AVERAGE, node -> remove(node, "count_include_pad")),
        foreign("an average of nothing", AVERAGE, node -> wholes(node, "kernel_shape", 0, 3)),
        foreign("a step of an average of 0", AVERAGE, node -> wholes(node, "strides", 2, 0)),
        foreign("padding of an average", AVERAGE, node -> wholes(node, "pads", 1, 1, 3, 1)),
        foreign("images stacked", BOTH, node -> number(node, "axis", 0)),
        foreign("rows stacked", BOTH, node -> number(node, "axis", 2)),
        foreign("an axis from the end", BOTH, node -> number(node, "axis", -3)),
        foreign("no axis", BOTH, NodeProto.Builder::clearAttribute),
        foreign("nothing stacked", BOTH, NodeProto.Builder::clearInput),
        foreign("an input left out", BOTH, node -> node.setInput(1, "")),
        foreign("other maps", BOTH, node -> node.setInput(1, "trunk/coarse")),
        foreign("a constant stacked", BOTH, node -> node.setInput(1, "edges/mix.weight")),
        foreign("bytes stacked", BOTH, node -> node.setInput(1, "image")),
        foreign("the nearest pixel", LARGER, node -> text(node, "mode", "nearest")),
        foreign("cubes", LARGER, node -> text(node, "mode", "cubic")),
        foreign("no mode", LARGER, node -> text(node, "mode", "")),
        foreign("a mode left out", LARGER, node -> remove(node, "mode")),
        foreign("a number for a mode", LARGER, OnnxMapsCheckTest::numberForMode),
        foreign("a text and a number", LARGER, node -> attribute(node, "mode").setI(1)),
        foreign("a text and a float", LARGER, node -> attribute(node, "mode").setF(1)),
        foreign("a text and numbers", LARGER, node -> attribute(node, "mode").addInts(1)),
        foreign("no text in UTF-8", LARGER, OnnxMapsCheckTest::noUtf8),
        foreign("a long text", LARGER, node -> text(node, "mode", "a".repeat(1 << 20))),
        foreign("corners", LARGER, OnnxMapsCheckTest::corners),
        foreign(
            "a cut-out",
            LARGER,
            node -> text(node, "coordinate_transformation_mode", "tf_crop_and_resize")),
        foreign(
            "what is outside",
            LARGER,
            node -> node.addAttribute(OnnxGraph.attribute("extrapolation_value", 1f))),
        foreign("a region", LARGER, node -> node.setInput(1, "edges/larger/scales")),
        foreign("sizes", LARGER, node -> node.addInput("edges.shape")),
        foreign("sizes for scales", LARGER, node -> node.setInput(2, "edges.shape")),
        foreign("no scales", LARGER, node -> node.setInput(2, "")),
        foreign("scales that are made", LARGER, node -> node.setInput(2, "trunk/vector")),
        foreign("other constants for scales", LARGER, node -> node.setInput(2, "edges/gate")),
        foreign("no maps", LARGER, node -> node.setInput(0, "")));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatTheExporterNeverWritesIsRefused(Consumer<ModelProto.Builder> change) {
    assertRefused(Reason.FOREIGN, change);
  }

  static Stream<float[]> scales() {
    return Stream.of(
        new float[] {1, 1, 0, 2},
        new float[] {1, 1, -1, 2},
        new float[] {1, 1, 1.79f, 2},
        new float[] {1, 1, 1.8f, 1e30f},
        new float[] {1, 1, 1.8f, Float.MAX_VALUE},
        new float[] {1, 1, Float.MIN_VALUE, 2},
        new float[] {0, 1, 1.8f, 2},
        new float[] {2, 1, 1.8f, 2},
        new float[] {1, 2, 1.8f, 2},
        new float[] {1, 1, 1.8f, 2, 1},
        new float[] {1, 1, 1.8f});
  }

  @ParameterizedTest
  @MethodSource("scales")
  void otherScalesAreRefused(float[] scales) {
    assertRefused(Reason.FOREIGN, model -> setScales(model, scales));
  }

  @Test
  void scalesThatAreNoNumbersAreRefused() {
    assertRefused(Reason.NO_NUMBERS, model -> setScales(model, 1, 1, Float.NaN, 2));
    assertRefused(Reason.NO_NUMBERS, model -> setScales(model, 1, 1, 2, Float.POSITIVE_INFINITY));
  }

  /** Of a payload of a few KB. */
  @Test
  void hugeMapsAreRefused() {
    assertRefused(Reason.TOO_LARGE, model -> setScales(model, 1, 1, 4096, 4096));
  }

  private static OnnxCheck.Checked check(Consumer<ModelProto.Builder> change) {
    ModelProto.Builder model = EXPORTED.toBuilder();
    change.accept(model);
    Provenance provenance = Models.provenance("fashion", 1, MapModels.DECODER, Lineage.EMPTY);
    return OnnxCheck.of(
        Models.snapshot(provenance, model.build().toByteArray()), ModelLimits.DEFAULT);
  }

  private static void assertRefused(Reason reason, Consumer<ModelProto.Builder> change) {
    assertThatThrownBy(() -> check(change))
        .isInstanceOfSatisfying(
            RefusedModelException.class,
            e -> {
              assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason);
              assertThat(e.getMessage()).hasSizeLessThanOrEqualTo(Excerpt.MAX_LENGTH);
            });
  }

  private static Arguments foreign(String name, String node, Consumer<NodeProto.Builder> change) {
    Consumer<ModelProto.Builder> ofModel = model -> change.accept(named(model, node));
    return Arguments.of(Named.of(name, ofModel));
  }

  private static NodeProto.Builder named(ModelProto.Builder model, String name) {
    return model.getGraphBuilder().getNodeBuilderList().stream()
        .filter(node -> node.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static AttributeProto.Builder attribute(NodeProto.Builder node, String name) {
    return node.getAttributeBuilderList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void number(NodeProto.Builder node, String attribute, long value) {
    attribute(node, attribute).setI(value);
  }

  private static void text(NodeProto.Builder node, String attribute, String value) {
    attribute(node, attribute).setS(ByteString.copyFromUtf8(value));
  }

  private static void wholes(NodeProto.Builder node, String attribute, long... values) {
    AttributeProto.Builder numbers = attribute(node, attribute).clearInts();
    for (long value : values) {
      numbers.addInts(value);
    }
  }

  private static void remove(NodeProto.Builder node, String attribute) {
    node.removeAttribute(
        node.getAttributeList().stream().map(AttributeProto::getName).toList().indexOf(attribute));
  }

  private static void floatFor(NodeProto.Builder node, String attribute) {
    attribute(node, attribute).clearI().setType(AttributeType.FLOAT).setF(2);
  }

  private static void textBeside(NodeProto.Builder node, String attribute) {
    text(node, attribute, "2");
  }

  private static void numberForMode(NodeProto.Builder node) {
    attribute(node, "mode").clearS().setType(AttributeType.INT).setI(1);
  }

  private static void noUtf8(NodeProto.Builder node) {
    attribute(node, "mode").setS(ByteString.copyFrom(new byte[] {(byte) 0xC3, 0x28}));
  }

  private static void corners(NodeProto.Builder node) {
    text(node, "coordinate_transformation_mode", "align_corners");
  }

  private static void setScales(ModelProto.Builder model, float... scales) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * scales.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(scales);
    Payloads.constant(model, name -> name.equals("edges/larger/scales"))
        .setDataType(DataType.FLOAT_VALUE)
        .setDims(0, scales.length)
        .setRawData(ByteString.copyFrom(bytes));
  }
}
