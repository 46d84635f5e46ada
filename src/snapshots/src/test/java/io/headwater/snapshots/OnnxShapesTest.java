package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

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
  void groupsOfAConvolutionDivideItsChannels() {
    GraphValue four = GraphValue.ofImage(List.of(4L, 5L, 7L));
    assertThat(OnnxShapes.convolution(grouped(2, four, constant(6, 2, 3, 2), constant(6))))
        .isEqualTo(new Result(List.of(6L, 3L, 6L), 2 * 3 * 2));
    assertThat(OnnxShapes.convolution(grouped(4, four, constant(4, 1, 3, 2))).shape())
        .containsExactly(4L, 3L, 6L);
    assertRefused(OnnxShapes::convolution, grouped(2, four, constant(6, 4, 3, 2)));
    assertRefused(OnnxShapes::convolution, grouped(2, four, constant(5, 2, 3, 2)));
    assertRefused(OnnxShapes::convolution, grouped(3, four, constant(6, 1, 3, 2)));
    assertRefused(OnnxShapes::convolution, grouped(2, MAP, constant(6, 1, 3, 2)));
    assertRefused(OnnxShapes::convolution, grouped(8, four, constant(8, 0, 3, 2)));
    assertRefused(OnnxShapes::convolution, grouped(2, four, constant()));
  }

  /** Of 5 rows; the kernel has 3. */
  @ParameterizedTest
  @CsvSource({"1, 0, 3", "2, 0, 1", "2, 1, 2", "2, 4, 5", "2, 5, ''", "3, 0, ''", "3, 2, 1"})
  void dilationsSpreadTheKernel(long dilation, int above, String rows) {
    List<AttributeProto> attributes =
        new ArrayList<>(window(List.of(3, 2), List.of(1, 1), List.of(above, 0, 0, 0)));
    attributes.add(OnnxGraph.attribute("dilations", List.of(dilation, 6L)));
    OnnxNode node = node(attributes, MAP, constant(8, 3, 3, 2));
    if (rows.isEmpty()) {
      assertRefused(OnnxShapes::convolution, node);
    } else {
      assertThat(OnnxShapes.convolution(node))
          .isEqualTo(new Result(List.of(8L, Long.parseLong(rows), 1L), 3 * 3 * 2));
    }
  }

  @Test
  void mapsOfOneSizeAreStacked() {
    GraphValue more = GraphValue.ofImage(List.of(2L, 5L, 7L));
    assertThat(OnnxShapes.stacked(node(List.of(), MAP, more, MAP)))
        .isEqualTo(new Result(List.of(8L, 5L, 7L), 1));
    assertThat(OnnxShapes.stacked(node(List.of(), MAP)).shape()).isEqualTo(MAP.shape());
    assertRefused(OnnxShapes::stacked, node(List.of()));
    assertRefused(OnnxShapes::stacked, node(List.of(), MAP, VECTOR));
    assertRefused(OnnxShapes::stacked, node(List.of(), MAP, constant(3, 5, 7)));
    assertRefused(OnnxShapes::stacked, node(List.of(), MAP, GraphValue.NONE));
    for (List<Long> other : List.of(List.of(3L, 7L, 5L), List.of(3L, 5L, 8L), List.of(5L, 7L))) {
      assertRefused(OnnxShapes::stacked, node(List.of(), MAP, GraphValue.ofImage(other)));
    }
  }

  @Test
  void mapsAreResizedByTheScalesOfTheirSides() {
    assertThat(OnnxShapes.resized(resize(1, 1, 2, 3)))
        .isEqualTo(new Result(List.of(3L, 10L, 21L), 4));
    float third = OnnxShapes.scale(7, 3);
    assertThat(OnnxShapes.resized(resize(1, 1, 0.2f, third)).shape()).containsExactly(3L, 1L, 3L);
    for (float wrong :
        new float[] {
          2.1f, 0, -1, 0.1f, 1e30f, Math.nextUp(2f), Math.nextDown(2f), Float.MIN_VALUE, Float.NaN
        }) {
      assertRefused(OnnxShapes::resized, resize(1, 1, wrong, 3));
      assertRefused(OnnxShapes::resized, resize(1, 1, 2, wrong));
    }
    assertRefused(OnnxShapes::resized, resize(2, 1, 2, 3));
    assertRefused(OnnxShapes::resized, resize(1, 2, 2, 3));
  }

  @Test
  void aResizeHasScalesAndNothingElse() {
    List<Float> scales = List.of(1f, 1f, 2f, 3f);
    GraphValue four = constant(4);
    for (List<GraphValue> inputs :
        List.of(
            List.of(MAP, four),
            List.of(MAP, four, four),
            List.of(MAP, GraphValue.NONE, GraphValue.NONE),
            List.of(MAP, GraphValue.NONE, constant(3)),
            List.of(MAP, GraphValue.NONE, constant(1, 4)),
            List.of(MAP, GraphValue.NONE, new GraphValue(DataType.INT64, false, List.of(4L))),
            List.of(MAP, GraphValue.NONE, GraphValue.ofImage(List.of(4L))),
            List.of(MAP, GraphValue.NONE, four, four),
            List.of(VECTOR, GraphValue.NONE, four),
            List.of(GraphValue.NONE, GraphValue.NONE, four))) {
      assertRefused(OnnxShapes::resized, new OnnxNode(inputs, List.of(), List.of(), scales));
    }
  }

  /** In floats, as ONNX Runtime has it, and in doubles, as ONNX's reference has it. */
  @Test
  void aScaleGivesTheSideInEveryPrecision() {
    for (int from = 1; from <= 300; from++) {
      for (int to = 1; to <= 300; to++) {
        float scale = OnnxShapes.scale(from, to);
        assertThat((long) (from * scale)).isEqualTo(to);
        assertThat((long) ((double) from * scale)).isEqualTo(to);
        assertThat((double) scale).isCloseTo((double) to / from, withinPercentage(2e-5));
      }
    }
    assertThat(OnnxShapes.scale(1, OnnxShapes.MAX_SIDE)).isEqualTo(OnnxShapes.MAX_SIDE);
    assertThat(OnnxShapes.scale(OnnxShapes.MAX_SIDE, 1) * OnnxShapes.MAX_SIDE).isEqualTo(1);
    for (int[] wrong : new int[][] {{0, 1}, {1, 0}, {-1, 1}, {1, 1 + OnnxShapes.MAX_SIDE}}) {
      assertThatThrownBy(() -> OnnxShapes.scale(wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("there must be 1 to 16,777,216");
    }
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
      assertRefused(
          OnnxShapes::batchNormalization, new OnnxNode(inputs, List.of(), List.of(), List.of()));
    }
    List<GraphValue> more = new ArrayList<>(right.inputs());
    more.add(constant(3));
    assertRefused(
        OnnxShapes::batchNormalization, new OnnxNode(more, List.of(), List.of(), List.of()));
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
        new OnnxNode(
            List.of(VECTOR, floats),
            List.of(),
            List.of(List.of(), List.of(-1L, 4L, 6L)),
            List.of()));
    OnnxNode right = reshape(VECTOR, -1, 4, 6);
    List<GraphValue> more = new ArrayList<>(right.inputs());
    more.add(right.inputs().get(1));
    assertRefused(
        OnnxShapes::reshaped, new OnnxNode(more, List.of(), right.constants(), List.of()));
  }

  @Test
  void aPartOfAVectorLiesWithinIt() {
    assertThat(OnnxShapes.part(slice(VECTOR, 4, 10, 1))).isEqualTo(new Result(List.of(6L), 1));
    assertThat(OnnxShapes.part(slice(VECTOR, 0, 24, 1)).shape()).containsExactly(24L);
    for (long[] wrong :
        new long[][] {{-1, 4, 1}, {4, 4, 1}, {5, 4, 1}, {4, 25, 1}, {4, 10, 0}, {4, 10, 2}}) {
      assertRefused(OnnxShapes::part, slice(VECTOR, wrong[0], wrong[1], wrong[2]));
    }
    assertRefused(OnnxShapes::part, slice(MAP, 0, 1, 1));
    OnnxNode right = slice(VECTOR, 4, 10, 1);
    assertRefused(
        OnnxShapes::part,
        new OnnxNode(right.inputs().subList(0, 3), List.of(), right.constants(), List.of()));
    GraphValue two = new GraphValue(DataType.INT64, false, List.of(2L));
    List<GraphValue> longer = new ArrayList<>(right.inputs());
    longer.set(1, two);
    assertRefused(OnnxShapes::part, new OnnxNode(longer, List.of(), right.constants(), List.of()));
  }

  @Test
  void matricesOfAnImageAreMultiplied() {
    GraphValue row = GraphValue.ofImage(List.of(1L, 3L));
    GraphValue matrix = GraphValue.ofImage(List.of(3L, 24L));
    assertThat(OnnxShapes.product(node(List.of(), row, matrix)))
        .isEqualTo(new Result(List.of(1L, 24L), 3));
    assertRefused(OnnxShapes::product, node(List.of(), matrix, row));
    assertRefused(OnnxShapes::product, node(List.of(), row, VECTOR));
    assertRefused(OnnxShapes::product, node(List.of(), row, constant(3, 24)));
    assertRefused(OnnxShapes::product, node(List.of(), row, matrix, matrix));
  }

  @Test
  void vectorsAreStackedAsMapsAre() {
    assertThat(OnnxShapes.stacked(node(List.of(), VECTOR, GraphValue.ofImage(List.of(6L)))))
        .isEqualTo(new Result(List.of(30L), 1));
    assertRefused(OnnxShapes::stacked, node(List.of(), VECTOR, MAP));
    GraphValue matrix = GraphValue.ofImage(List.of(3L, 24L));
    assertRefused(OnnxShapes::stacked, node(List.of(), matrix, matrix));
  }

  private static OnnxNode slice(GraphValue input, long from, long to, long axis) {
    GraphValue one = new GraphValue(DataType.INT64, false, List.of(1L));
    return new OnnxNode(
        List.of(input, one, one, one),
        List.of(),
        List.of(List.of(), List.of(from), List.of(to), List.of(axis)),
        List.of());
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

  @Test
  void whatIsLeftOutHasItsDefault() {
    List<AttributeProto> window = windowWith("", 1);
    OnnxOperator.CONV.requireAttributes(window);
    List<AttributeProto> all = new ArrayList<>(window);
    all.add(OnnxGraph.attribute("group", 2));
    OnnxOperator.CONV.requireAttributes(all);
    all.add(OnnxGraph.attribute("dilations", List.of(1L, 3L)));
    OnnxOperator.CONV.requireAttributes(all);
    assertThatThrownBy(() -> OnnxOperator.MAX_POOL.requireAttributes(all))
        .hasMessage(
            "the attributes are [kernel_shape, strides, pads, group, dilations]; they must be [kernel_shape, strides, pads]");
    assertThatThrownBy(() -> OnnxOperator.CONV.requireAttributes(all.subList(1, 5)))
        .hasMessage(
            "the attributes are [strides, pads, group, dilations]; they must be [kernel_shape, strides, pads] and may be [dilations, group]");
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
        inputs, window(List.of(3, 2), List.of(2, 1), List.of(1, 0, 1, 0)), List.of(), List.of());
  }

  private static OnnxNode grouped(long groups, GraphValue... inputs) {
    List<AttributeProto> attributes =
        new ArrayList<>(window(List.of(3, 2), List.of(2, 1), List.of(1, 0, 1, 0)));
    attributes.add(OnnxGraph.attribute("group", groups));
    return node(attributes, inputs);
  }

  private static OnnxNode resize(float... scales) {
    List<Float> numbers = new ArrayList<>();
    for (float scale : scales) {
      numbers.add(scale);
    }
    List<GraphValue> inputs = List.of(MAP, GraphValue.NONE, constant(4));
    return new OnnxNode(inputs, List.of(), List.of(), numbers);
  }

  private static OnnxNode node(List<AttributeProto> attributes, GraphValue... inputs) {
    return new OnnxNode(List.of(inputs), attributes, List.of(), List.of());
  }

  private static OnnxNode reshape(GraphValue input, long... to) {
    List<Long> shape = Arrays.stream(to).boxed().toList();
    GraphValue constant = new GraphValue(DataType.INT64, false, List.of((long) to.length));
    return new OnnxNode(List.of(input, constant), List.of(), List.of(List.of(), shape), List.of());
  }

  private static GraphValue constant(long... shape) {
    return new GraphValue(DataType.FLOAT, false, Arrays.stream(shape).boxed().toList());
  }

  private static void assertRefused(Function<OnnxNode, Result> operator, OnnxNode node) {
    assertThatThrownBy(() -> operator.apply(node)).isInstanceOf(IllegalArgumentException.class);
  }
}
