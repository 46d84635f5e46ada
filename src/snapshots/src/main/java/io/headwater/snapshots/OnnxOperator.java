package io.headwater.snapshots;

import static io.headwater.snapshots.OnnxAttribute.real;
import static io.headwater.snapshots.OnnxAttribute.text;
import static io.headwater.snapshots.OnnxAttribute.whole;
import static io.headwater.snapshots.OnnxAttribute.wholes;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators of ONNX (operator set 17) that the exporter writes, each with all its attributes. A
 * consumer refuses any other: what a new layer needs is added here.
 */
enum OnnxOperator {
  ABS("Abs", OnnxShapes::same),
  ADD("Add", OnnxShapes::twoAlike),
  AVERAGE_POOL(
      "AveragePool",
      OnnxShapes::pool,
      wholes("kernel_shape", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("strides", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("pads", 4, 0, OnnxShapes.MAX_KERNEL - 1),
      whole("count_include_pad", 0, 1)),
  BATCH_NORMALIZATION(
      "BatchNormalization", OnnxShapes::batchNormalization, real("epsilon", Float.MIN_VALUE, 1)),
  CAST("Cast", OnnxShapes::toFloats, whole("to", DataType.FLOAT_VALUE, DataType.FLOAT_VALUE)),
  CONCAT("Concat", OnnxShapes::stacked, whole("axis", 1, 1)),
  CONV(
      "Conv",
      OnnxShapes::convolution,
      wholes("kernel_shape", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("strides", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("pads", 4, 0, OnnxShapes.MAX_KERNEL - 1),
      wholes("dilations", 2, 1, OnnxShapes.MAX_KERNEL).optional(),
      whole("group", 2, OnnxShapes.MAX_GROUPS).optional()),
  DIV("Div", OnnxShapes::byConstant),
  FLATTEN("Flatten", OnnxShapes::flat, whole("axis", 1, 1)),
  GEMM("Gemm", OnnxShapes::dense),
  GLOBAL_AVERAGE_POOL("GlobalAveragePool", OnnxShapes::globalPool),
  IDENTITY("Identity", OnnxShapes::same),
  MATMUL("MatMul", OnnxShapes::product),
  MAX_POOL(
      "MaxPool",
      OnnxShapes::pool,
      wholes("kernel_shape", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("strides", 2, 1, OnnxShapes.MAX_KERNEL),
      wholes("pads", 4, 0, OnnxShapes.MAX_KERNEL - 1)),
  MUL("Mul", OnnxShapes::byConstant),
  RELU("Relu", OnnxShapes::same),
  RESHAPE("Reshape", OnnxShapes::reshaped),
  RESIZE(
      "Resize",
      OnnxShapes::resized,
      text("mode", "linear"),
      text("coordinate_transformation_mode", "half_pixel")),
  SIGMOID("Sigmoid", OnnxShapes::same),
  SLICE("Slice", OnnxShapes::part),
  SOFTMAX("Softmax", OnnxShapes::same, whole("axis", 1, 1)),
  SUB("Sub", OnnxShapes::twoAlike);

  private static final Map<String, OnnxOperator> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(OnnxOperator::onnxName, Function.identity()));

  private final String onnxName;
  private final Function<OnnxNode, OnnxShapes.Result> shape;
  private final List<OnnxAttribute> attributes;

  OnnxOperator(
      String onnxName, Function<OnnxNode, OnnxShapes.Result> shape, OnnxAttribute... attributes) {
    this.onnxName = onnxName;
    this.shape = shape;
    this.attributes = List.of(attributes);
  }

  static Optional<OnnxOperator> named(String onnxName) {
    return Optional.ofNullable(BY_NAME.get(onnxName));
  }

  String onnxName() {
    return onnxName;
  }

  List<OnnxAttribute> attributes() {
    return attributes;
  }

  /**
   * @throws IllegalArgumentException if the exporter never writes these
   */
  void requireAttributes(List<AttributeProto> given) {
    Map<String, AttributeProto> byName =
        given.stream()
            .collect(
                Collectors.toMap(AttributeProto::getName, Function.identity(), (a, again) -> a));
    List<String> needed = names(attribute -> !attribute.isOptional());
    List<String> optional = names(OnnxAttribute::isOptional);
    if (given.size() != byName.size()
        || !byName.keySet().containsAll(needed)
        || !byName.keySet().stream().allMatch(name -> names(each -> true).contains(name))) {
      throw new IllegalArgumentException(
          "the attributes are %s; they must be %s%s"
              .formatted(
                  given.stream().map(AttributeProto::getName).toList(),
                  needed,
                  optional.isEmpty() ? "" : " and may be " + optional));
    }
    for (OnnxAttribute attribute : attributes) {
      AttributeProto one = byName.get(attribute.name());
      if (one != null) {
        attribute.require(one);
      }
    }
  }

  private List<String> names(Predicate<OnnxAttribute> which) {
    return attributes.stream().filter(which).map(OnnxAttribute::name).toList();
  }

  /**
   * What a node with the right attributes makes of its inputs.
   *
   * @throws IllegalArgumentException if the inputs don't fit
   */
  OnnxShapes.Result shapeOf(OnnxNode node) {
    return shape.apply(node);
  }
}
