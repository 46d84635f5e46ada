package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.headwater.snapshots.OnnxShapes.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shapes as the ONNX operators' documents give them, and what is counted of their work. */
class OnnxShapesTest {
  private static final GraphValue MAP = GraphValue.ofImage(List.of(3L, 5L, 7L));
  private static final GraphValue VECTOR = GraphValue.ofImage(List.of(24L));

  @Test
  void aConvolutionSlidesItsKernelOverRowsAndColumns() {
    OnnxNode node = conv(constant(8, 3, 3, 2), constant(8));
    assertThat(OnnxShapes.convolution(node)).isEqualTo(new Result(List.of(8L, 3L, 6L), 3 * 3 * 2));
    assertThat(OnnxShapes.convolution(conv(constant(8, 3, 3, 2))).shape())
        .containsExactly(8L, 3L, 6L);
  }

  @Test
  void weightsOfAConvolutionAreOfItsChannelsAndKernel() {
    for (GraphValue weights :
        List.of(constant(), constant(8, 2, 3, 2), constant(8, 3, 2, 2), constant(8, 3, 3, 3))) {
      assertRefused(OnnxShapes::convolution, conv(weights, constant(8)));
    }
    assertRefused(OnnxShapes::convolution, conv(constant(8, 3, 3, 2), constant(7)));
    assertRefused(OnnxShapes::convolution, conv(constant(8, 3, 3, 2), constant(8), constant(8)));
    assertRefused(OnnxShapes::convolution, conv());
  }

  @Test
  void aPoolKeepsItsChannels() {
    OnnxNode node = node(window(List.of(2, 3), List.of(2, 3), List.of(0, 1, 1, 1)), MAP);
    assertThat(OnnxShapes.pool(node)).isEqualTo(new Result(List.of(3L, 3L, 3L), 2 * 3));
    assertRefused(OnnxShapes::pool, node(node.attributes(), VECTOR));
    assertRefused(OnnxShapes::pool, node(node.attributes(), MAP, MAP));
  }

  /** Of 5 rows, with a padding above alone. */
  @ParameterizedTest
  @CsvSource({"5, 0, 1", "6, 1, 1", "6, 0, ''", "7, 1, ''", "2, 1, 5", "2, 2, ''", "1, 0, 5"})
  void aWindowFitsIntoThePaddedMapAndCoversAPartOfTheMap(int kernel, int above, String rows) {
    OnnxNode node = node(window(List.of(kernel, 1), List.of(1, 1), List.of(above, 0, 0, 0)), MAP);
    if (rows.isEmpty()) {
      assertRefused(OnnxShapes::pool, node);
    } else {
      assertThat(OnnxShapes.pool(node).shape()).containsExactly(3L, Long.parseLong(rows), 7L);
    }
  }

  @Test
  void theOtherLayersKeepOrFlattenTheirInput() {
    assertThat(OnnxShapes.globalPool(node(List.of(), MAP)))
        .isEqualTo(new Result(List.of(3L, 1L, 1L), 5 * 7));
    assertThat(OnnxShapes.flat(node(List.of(), MAP))).isEqualTo(new Result(List.of(105L), 1));
    assertThat(OnnxShapes.same(node(List.of(), MAP))).isEqualTo(new Result(MAP.shape(), 1));
    assertThat(OnnxShapes.twoAlike(node(List.of(), MAP, MAP)))
        .isEqualTo(new Result(MAP.shape(), 1));
    assertThat(OnnxShapes.byConstant(node(List.of(), MAP, constant())))
        .isEqualTo(new Result(MAP.shape(), 1));
    GraphValue bytes = new GraphValue(DataType.UINT8, true, MAP.shape());
    assertThat(OnnxShapes.toFloats(node(List.of(), bytes))).isEqualTo(new Result(MAP.shape(), 1));
  }

  @Test
  void layersTakeNoOtherInputs() {
    assertRefused(OnnxShapes::globalPool, node(List.of(), MAP, MAP));
    assertRefused(OnnxShapes::flat, node(List.of(), MAP, MAP));
    assertRefused(OnnxShapes::same, node(List.of(), MAP, MAP));
    assertRefused(OnnxShapes::same, node(List.of(), constant(3, 5, 7)));
    assertRefused(OnnxShapes::twoAlike, node(List.of(), MAP, VECTOR));
    assertRefused(OnnxShapes::twoAlike, node(List.of(), MAP, MAP, MAP));
    assertRefused(OnnxShapes::byConstant, node(List.of(), MAP, constant(3)));
    assertRefused(OnnxShapes::byConstant, node(List.of(), MAP, constant(), constant()));
    assertRefused(OnnxShapes::toFloats, node(List.of(), MAP));
    GraphValue constantBytes = new GraphValue(DataType.UINT8, false, MAP.shape());
    assertRefused(OnnxShapes::toFloats, node(List.of(), constantBytes));
    GraphValue bytes = new GraphValue(DataType.UINT8, true, MAP.shape());
    assertRefused(OnnxShapes::toFloats, node(List.of(), bytes, bytes));
  }

  @Test
  void aNormalisationHasFourNumbersOfEachChannel() {
    OnnxNode right = node(List.of(), MAP, constant(3), constant(3), constant(3), constant(3));
    assertThat(OnnxShapes.batchNormalization(right)).isEqualTo(new Result(MAP.shape(), 1));
    for (int wrong = 1; wrong < 5; wrong++) {
      List<GraphValue> inputs = new ArrayList<>(right.inputs());
      inputs.set(wrong, constant(5));
      assertRefused(OnnxShapes::batchNormalization, new OnnxNode(inputs, List.of(), List.of()));
    }
    List<GraphValue> more = new ArrayList<>(right.inputs());
    more.add(constant(3));
    assertRefused(OnnxShapes::batchNormalization, new OnnxNode(more, List.of(), List.of()));
  }

  @Test
  void aDenseLayerMultipliesEachInputForEachOutput() {
    assertThat(OnnxShapes.dense(node(List.of(), VECTOR, constant(24, 10), constant(10))))
        .isEqualTo(new Result(List.of(10L), 24));
    assertThat(OnnxShapes.dense(node(List.of(), VECTOR, constant(24, 10))).shape())
        .containsExactly(10L);
    assertRefused(OnnxShapes::dense, node(List.of(), VECTOR, constant(10, 24)));
    assertRefused(OnnxShapes::dense, node(List.of(), VECTOR, constant()));
    assertRefused(OnnxShapes::dense, node(List.of(), VECTOR, constant(24, 10), constant(24)));
    assertRefused(OnnxShapes::dense, node(List.of(), MAP, constant(24, 10)));
    GraphValue bias = constant(10);
    assertRefused(OnnxShapes::dense, node(List.of(), VECTOR, constant(24, 10), bias, bias));
  }

  @Test
  void aNewShapeIsOfAllImagesAndOfAsManyValues() {
    assertThat(OnnxShapes.reshaped(reshape(VECTOR, -1, 4, 6)))
        .isEqualTo(new Result(List.of(4L, 6L), 1));
    for (long[] to : new long[][] {{}, {1, 24}, {0, 24}, {-1}, {-1, 5, 5}, {-1, -4, -6}, {24}}) {
      assertRefused(OnnxShapes::reshaped, reshape(VECTOR, to));
    }
    assertRefused(OnnxShapes::reshaped, reshape(GraphValue.ofImage(List.of(0L)), -1, 0));
    GraphValue floats = constant(3);
    assertRefused(
        OnnxShapes::reshaped,
        new OnnxNode(List.of(VECTOR, floats), List.of(), List.of(-1L, 4L, 6L)));
    OnnxNode right = reshape(VECTOR, -1, 4, 6);
    List<GraphValue> more = new ArrayList<>(right.inputs());
    more.add(right.inputs().get(1));
    assertRefused(OnnxShapes::reshaped, new OnnxNode(more, List.of(), right.reshapeTo()));
  }

  @Test
  void anInputThatIsNotThereIsRefused() {
    assertThat(node(List.of(), MAP).input(0)).isEqualTo(MAP);
    assertRefused(node -> new Result(node.input(1).shape(), 1), node(List.of(), MAP));
  }

  @Test
  void aValueIsSaidWithItsTypeAndShape() {
    assertThat(MAP).hasToString("FLOAT of each image [3, 5, 7]");
    assertThat(constant(8, 3)).hasToString("constant FLOAT [8, 3]");
  }

  @Test
  void aSizeIsCountedUpToTheLargestNumber() {
    assertThat(GraphValue.size(List.of())).isEqualTo(1);
    assertThat(GraphValue.size(List.of(1L << 31, 1L << 31))).isEqualTo(1L << 62);
    assertThat(GraphValue.size(List.of(Long.MAX_VALUE / 3, 3L))).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(GraphValue.size(List.of(1L << 32, 1L << 31))).isEqualTo(Long.MAX_VALUE);
    assertThat(GraphValue.size(List.of(Long.MAX_VALUE, 2L, 0L))).isZero();
    assertThat(GraphValue.size(List.of(Long.MAX_VALUE, 1L))).isEqualTo(Long.MAX_VALUE);
    assertThat(GraphValue.size(List.of(3L, -1L))).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "strides, 1, 1024",
    "kernel_shape, 1, 1024",
    "pads, 0, 1023",
  })
  void windowsHaveTheRangesThatTheOperatorTells(String changed, int least, int most) {
    for (int value : new int[] {least, most}) {
      OnnxOperator.MAX_POOL.requireAttributes(windowWith(changed, value));
    }
    for (int value : new int[] {least - 1, most + 1}) {
      assertThatThrownBy(() -> OnnxOperator.CONV.requireAttributes(windowWith(changed, value)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("attribute '" + changed + "' has the value " + (double) value);
    }
  }

  @ParameterizedTest
  @CsvSource({"1.4e-45, true", "1, true", "0, false", "1.0001, false", "NaN, false"})
  void anEpsilonIsOverZeroAndAtMostOne(float epsilon, boolean right) {
    AttributeProto attribute =
        AttributeProto.newBuilder()
            .setName("epsilon")
            .setType(AttributeType.FLOAT)
            .setF(epsilon)
            .build();
    if (right) {
      OnnxOperator.BATCH_NORMALIZATION.requireAttributes(List.of(attribute));
    } else {
      assertThatThrownBy(
              () -> OnnxOperator.BATCH_NORMALIZATION.requireAttributes(List.of(attribute)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<AttributeProto> windowWith(String changed, int value) {
    return List.of(
        wholes("kernel_shape", List.of(2, changed.equals("kernel_shape") ? value : 2)),
        wholes("strides", List.of(changed.equals("strides") ? value : 1, 1)),
        wholes("pads", List.of(0, 0, 0, changed.equals("pads") ? value : 0)));
  }

  private static List<AttributeProto> window(
      List<Integer> kernel, List<Integer> strides, List<Integer> pads) {
    return List.of(
        wholes("kernel_shape", kernel), wholes("strides", strides), wholes("pads", pads));
  }

  private static AttributeProto wholes(String name, List<Integer> values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(values.stream().map(Integer::longValue).toList())
        .build();
  }

  private static OnnxNode conv(GraphValue... constants) {
    List<GraphValue> inputs = new ArrayList<>(List.of(MAP));
    inputs.addAll(List.of(constants));
    return new OnnxNode(
        inputs, window(List.of(3, 2), List.of(2, 1), List.of(1, 0, 1, 0)), List.of());
  }

  private static OnnxNode node(List<AttributeProto> attributes, GraphValue... inputs) {
    return new OnnxNode(List.of(inputs), attributes, List.of());
  }

  private static OnnxNode reshape(GraphValue input, long... to) {
    List<Long> shape = Arrays.stream(to).boxed().toList();
    GraphValue constant = new GraphValue(DataType.INT64, false, List.of((long) to.length));
    return new OnnxNode(List.of(input, constant), List.of(), shape);
  }

  private static GraphValue constant(long... shape) {
    return new GraphValue(DataType.FLOAT, false, Arrays.stream(shape).boxed().toList());
  }

  private static void assertRefused(Function<OnnxNode, Result> operator, OnnxNode node) {
    assertThatThrownBy(() -> operator.apply(node)).isInstanceOf(IllegalArgumentException.class);
  }
}
