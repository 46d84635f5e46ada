package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which constants a payload may have beside those that its nodes read. */
class OnnxConstantsTest {
  static Stream<Named<TensorProto>> taken() {
    return Stream.of(
        Named.of("two floats", constant(DataType.FLOAT, 8, 2)),
        Named.of("a float without dimensions", constant(DataType.FLOAT, 4)),
        Named.of("floats of four dimensions", constant(DataType.FLOAT, 24, 1, 2, 3, 1)),
        Named.of("four dimensions", constant(DataType.INT64, 32, 4)));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void floatsAndDimensionsAreTaken(TensorProto constant) {
    OnnxCheck.Checked checked = check(with(constant));
    assertThat(checked.model().getGraph().getInitializerList()).contains(constant);
  }

  static Stream<Named<TensorProto>> refused() {
    return Stream.of(
        Named.of("half of its bytes", constant(DataType.FLOAT, 4, 2)),
        Named.of("twice its bytes", constant(DataType.FLOAT, 16, 2)),
        Named.of("as many bytes as numbers", constant(DataType.FLOAT, 2, 2)),
        Named.of("dimensions that overflow", constant(DataType.FLOAT, 4, 1L << 62, 4)),
        Named.of("floats of five dimensions", constant(DataType.FLOAT, 24, 1, 2, 3, 1, 1)),
        Named.of("five dimensions", constant(DataType.INT64, 40, 5)),
        Named.of("a whole number without dimensions", constant(DataType.INT64, 8)),
        Named.of("a matrix of whole numbers", constant(DataType.INT64, 16, 1, 2)),
        Named.of("bytes", constant(DataType.UINT8, 2, 2)),
        Named.of("bytes, as if they were wide", constant(DataType.UINT8, 16, 2)),
        Named.of("floats of 64 bits", constant(DataType.DOUBLE, 16, 2)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void othersAreRefused(TensorProto constant) {
    assertThatThrownBy(() -> check(with(constant)))
        .isInstanceOf(RefusedModelException.class)
        .hasMessageContaining("'unread'");
  }

  @Test
  void anUnknownTypeIsSaidByItsNumber() {
    TensorProto unknown = constant(DataType.FLOAT, 4).toBuilder().setDataType(99).build();
    assertThatThrownBy(() -> check(with(unknown)))
        .hasMessage("'unread' is of type 99; we export FLOAT, INT64 and UINT8");
  }

  @Test
  void aConstantHasAName() {
    TensorProto nameless = constant(DataType.FLOAT, 4).toBuilder().setName("").build();
    assertThatThrownBy(() -> check(with(nameless)))
        .hasMessageContaining("twice, or without a name");
  }

  @Test
  void aValueThatIsNoNumberIsSaidWithItsPlace() {
    assertThatThrownBy(
            () ->
                check(
                    model ->
                        Payloads.setFloats(
                            model.getGraphBuilder(),
                            "garment/output.weight",
                            i -> i == 1_003 ? Float.POSITIVE_INFINITY : 0.1f)))
        .hasMessage(
            "value 1,003 of 'garment/output.weight' is Infinity; the model has diverged, or is damaged");
  }

  private static OnnxCheck.Checked check(Consumer<ModelProto.Builder> change) {
    return OnnxCheck.of(Payloads.snapshot(1, change), ModelLimits.DEFAULT);
  }

  private static Consumer<ModelProto.Builder> with(TensorProto constant) {
    return model -> model.getGraphBuilder().addInitializer(constant);
  }

  private static TensorProto constant(DataType type, int bytes, long... dimensions) {
    return TensorProto.newBuilder()
        .setName("unread")
        .setDataType(type.getNumber())
        .addAllDims(Arrays.stream(dimensions).boxed().toList())
        .setRawData(ByteString.copyFrom(new byte[bytes]))
        .build();
  }
}
