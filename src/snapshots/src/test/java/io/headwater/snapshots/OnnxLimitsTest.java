package io.headwater.snapshots;

import static com.google.protobuf.WireFormat.WIRETYPE_FIXED32;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Layer;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.NetworkBuilder;
import io.headwater.learning.model.Window;
import io.headwater.snapshots.RefusedModelException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a payload may have and may take, to the last one. */
class OnnxLimitsTest {
  /**
   * Of 3 x 18 x 16 values that are cast, divided and flattened, a feature that is copied, and 3
   * classes twice.
   */
  private static final int VALUES = 3 * 864 + 2 + 2 * 3;

  /** One for each of these, but 864 for the feature. */
  private static final int MULTIPLICATIONS = 3 * 864 + 864 + 1 + 2 * 3;

  private static final int OUTPUT_VALUES = 1 + 3;

  private final Snapshot small =
      Models.snapshot(
          Models.provenance("fashion", 1, Models.SMALL, Lineage.EMPTY),
          Models.payload(Models.SMALL, 1));

  @Test
  void aModelMayTakeAllThatIsAllowed() {
    OnnxCheck.Checked checked = OnnxCheck.of(small, limits(OUTPUT_VALUES, VALUES, MULTIPLICATIONS));
    assertThat(checked.values()).isEqualTo(VALUES);
    assertThat(checked.outputValues()).isEqualTo(OUTPUT_VALUES);
    assertThat(checked.features()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0 | 0 | features and predictions of an image are 4 values; the limit is 3",
        "0 | 1 | 0 | takes more than 2,599 values or 3,463 multiplications",
        "0 | 0 | 1 | takes more than 2,600 values or 3,462 multiplications"
      })
  void oneMoreIsRefused(int fewerOutputs, int fewerValues, int fewerMultiplications, String why) {
    ModelLimits limits =
        limits(
            OUTPUT_VALUES - fewerOutputs,
            VALUES - fewerValues,
            MULTIPLICATIONS - fewerMultiplications);
    assertThatThrownBy(() -> OnnxCheck.of(small, limits))
        .isInstanceOfSatisfying(
            RefusedModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
        .hasMessageContaining(why);
  }

  /** Of a network that has no other layers than those. */
  @Test
  void layersOfMapsAreCounted() {
    Network trunk =
        NetworkBuilder.trunk(List.of(3, 18, 16))
            .then("scale", new Layer.Scale())
            .then("groups", new Layer.Convolution(6, Window.same(3, 3), 3, false))
            .then("parts", new Layer.MaxPool(Window.square(4, 4, 0).withCeil()))
            .then("average", new Layer.AveragePool(Window.square(2, 1, 0), true))
            .then("resize", new Layer.Resize(5, 4), "average")
            .then("join", new Layer.Concatenate(), "resize", "parts")
            .then("dropout", new Layer.Dropout(0.5))
            .then("gate", new Layer.Sigmoid())
            .then("mean", new Layer.GlobalAveragePool())
            .build();
    Architecture model = Architecture.of(trunk, Models.INPUT, Models.TASKS.subList(0, 1));
    Snapshot snapshot =
        Models.snapshot(
            Models.provenance("fashion", 1, model, Lineage.EMPTY), Models.payload(model, 1));
    int scaled = 2 * 864;
    int groups = 6 * 18 * 16;
    int parts = 6 * 5 * 4;
    int average = 6 * 4 * 3;
    int resized = 6 * 5 * 4;
    int joined = 12 * 5 * 4;
    int mean = 12;
    int head = 2 * 3;
    int values = scaled + groups + parts + average + resized + 2 * joined + 3 * mean + head;
    long multiplications =
        scaled
            + 9 * groups
            + 16 * parts
            + 4 * average
            + 4 * resized
            + 2 * joined
            + 20 * mean
            + 2 * mean
            + 3 * mean
            + 3;
    assertThat(OnnxCheck.of(snapshot, limits(15, values, multiplications)).values())
        .isEqualTo(values);
    for (ModelLimits less :
        List.of(limits(15, values - 1, multiplications), limits(15, values, multiplications - 1))) {
      assertThatThrownBy(() -> OnnxCheck.of(snapshot, less))
          .isInstanceOfSatisfying(
              RefusedModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Test
  void messagesAndNumbersAreCounted() throws IOException {
    OnnxFields.require(nodes(OnnxFields.MAX_ITEMS - 1));
    assertTooLarge(nodes(OnnxFields.MAX_ITEMS));
    OnnxFields.require(packedNumbers(OnnxFields.MAX_ITEMS - 4));
    assertTooLarge(packedNumbers(OnnxFields.MAX_ITEMS - 3));
  }

  @Test
  void textIsCounted() throws IOException {
    OnnxFields.require(text(OnnxFields.MAX_TEXT_BYTES));
    assertTooLarge(text(OnnxFields.MAX_TEXT_BYTES + 1));
  }

  /** What follows is four bytes, or three after their length. */
  @ParameterizedTest
  @CsvSource({
    ModelProto.IR_VERSION_FIELD_NUMBER + ", " + WIRETYPE_FIXED32,
    ModelProto.IR_VERSION_FIELD_NUMBER + ", " + WIRETYPE_LENGTH_DELIMITED,
    ModelProto.DOC_STRING_FIELD_NUMBER + ", " + WIRETYPE_VARINT,
    ModelProto.GRAPH_FIELD_NUMBER + ", " + WIRETYPE_VARINT
  })
  void aFieldOfAnotherWireTypeIsNoProtobuf(int field, int wireType) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeTag(field, wireType);
    out.writeRawBytes(new byte[] {3, 0, 0, 0});
    out.flush();
    assertThatThrownBy(() -> OnnxFields.require(bytes.toByteArray()))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  /** Only numbers may be packed, and only into bytes of a length. */
  @Test
  void aListOfNumbersOfAnotherWireTypeIsNoProtobuf() throws IOException {
    byte[] fixed = {(byte) (AttributeProto.INTS_FIELD_NUMBER << 3 | WIRETYPE_FIXED32), 0, 0, 0, 0};
    byte[] node =
        delimited(GraphProto.NODE_FIELD_NUMBER, delimited(NodeProto.ATTRIBUTE_FIELD_NUMBER, fixed));
    byte[] payload = delimited(ModelProto.GRAPH_FIELD_NUMBER, node);
    assertThatThrownBy(() -> OnnxFields.require(payload))
        .isInstanceOf(InvalidProtocolBufferException.class)
        .hasMessageContaining("field 'ints' has the wire type 5");
  }

  @Test
  void aPayloadOfAnEarlierIrOrOperatorSetIsRefused() {
    assertForeign(Payloads.of(model -> model.setIrVersion(OnnxExport.IR_VERSION - 1)), "[17]");
    assertForeign(
        Payloads.of(model -> model.getOpsetImportBuilder(0).setVersion(OnnxExport.OPSET - 1)),
        "[16]");
    assertForeign(Payloads.of(ModelProto.Builder::clearOpsetImport), "[]");
    assertForeign(
        Payloads.of(
            model ->
                model.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxExport.OPSET))),
        "[17, 17]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aPredictionTakesAtLeastAThread(int threads) {
    String message = "threads is " + threads + "; it must be at least 1";
    assertThatThrownBy(() -> new OnnxModel(small, threads, ModelLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new LiveModel(threads, ModelLimits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static ModelLimits limits(int outputs, int values, long multiplications) {
    return new ModelLimits(864, 1, 3, outputs, values, multiplications);
  }

  private static void assertTooLarge(byte[] payload) {
    assertThatThrownBy(() -> OnnxFields.require(payload))
        .isInstanceOfSatisfying(
            RefusedModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  private static void assertForeign(byte[] payload, String sets) {
    assertThatThrownBy(
            () -> OnnxCheck.of(Models.snapshot(Models.provenance(1), payload), ModelLimits.DEFAULT))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("the payload is of ONNX IR version")
        .hasMessageContaining("with operator sets " + sets + "; it must be 8 with 17 alone");
  }

  /** A graph of empty nodes, which are as many messages as that, and one more. */
  private static byte[] nodes(int count) throws IOException {
    ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      nodes.writeBytes(delimited(GraphProto.NODE_FIELD_NUMBER, new byte[0]));
    }
    return delimited(ModelProto.GRAPH_FIELD_NUMBER, nodes.toByteArray());
  }

  /** A graph, a node and an attribute with a field of that many numbers. */
  private static byte[] packedNumbers(int count) throws IOException {
    byte[] ints = delimited(AttributeProto.INTS_FIELD_NUMBER, new byte[count]);
    byte[] node =
        delimited(GraphProto.NODE_FIELD_NUMBER, delimited(NodeProto.ATTRIBUTE_FIELD_NUMBER, ints));
    return delimited(ModelProto.GRAPH_FIELD_NUMBER, node);
  }

  private static byte[] text(int bytes) throws IOException {
    return delimited(ModelProto.DOC_STRING_FIELD_NUMBER, new byte[bytes]);
  }

  private static byte[] delimited(int field, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(field, content);
    out.flush();
    return bytes.toByteArray();
  }
}
