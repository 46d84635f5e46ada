package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/**
 * The shapes that operators make of their inputs (ONNX operator set 17), for one image, as the
 * exporter uses them. Each throws IllegalArgumentException if the inputs don't fit.
 */
final class OnnxShapes {
  /** Rows or columns of the largest window, and the largest step between windows. */
  static final int MAX_KERNEL = 1024;

  /**
   * What an operator makes.
   *
   * @param shape of each image
   * @param multiplications for each number of it
   */
  record Result(List<Long> shape, long multiplications) {
    long values() {
      return GraphValue.size(shape);
    }
  }

  private OnnxShapes() {}

  static Result same(OnnxNode node) {
    node.requireInputs(1, 1);
    return new Result(node.ofImage(0).shape(), 1);
  }

  static Result twoAlike(OnnxNode node) {
    node.requireInputs(2, 2);
    List<Long> shape = node.ofImage(0).shape();
    if (!node.ofImage(1).shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the inputs have shapes %s and %s; they must be alike"
              .formatted(shape, node.ofImage(1).shape()));
    }
    return new Result(shape, 1);
  }

  static Result toFloats(OnnxNode node) {
    node.requireInputs(1, 1);
    GraphValue input = node.input(0);
    if (!input.perImage() || input.type() != DataType.UINT8) {
      throw new IllegalArgumentException(
          "the input is %s; it must be UINT8 of each image".formatted(input));
    }
    return new Result(input.shape(), 1);
  }

  static Result byConstant(OnnxNode node) {
    node.requireInputs(2, 2);
    node.requireConstant(1, List.of());
    return new Result(node.ofImage(0).shape(), 1);
  }

  static Result convolution(OnnxNode node) {
    node.requireInputs(2, 3);
    List<Long> input = node.firstOf(3);
    List<Long> kernel = node.wholes("kernel_shape");
    List<Long> weights = node.input(1).shape();
    long outputs = weights.isEmpty() ? 0 : weights.get(0);
    node.requireConstant(1, List.of(outputs, input.get(0), kernel.get(0), kernel.get(1)));
    if (node.inputs().size() == 3) {
      node.requireConstant(2, List.of(outputs));
    }
    return new Result(window(node, outputs), input.get(0) * GraphValue.size(kernel));
  }

  static Result pool(OnnxNode node) {
    node.requireInputs(1, 1);
    long channels = node.firstOf(3).get(0);
    return new Result(window(node, channels), GraphValue.size(node.wholes("kernel_shape")));
  }

  static Result globalPool(OnnxNode node) {
    node.requireInputs(1, 1);
    List<Long> input = node.firstOf(3);
    return new Result(List.of(input.get(0), 1L, 1L), input.get(1) * input.get(2));
  }

  static Result batchNormalization(OnnxNode node) {
    node.requireInputs(5, 5);
    List<Long> input = node.firstOf(3);
    for (int index = 1; index < 5; index++) {
      node.requireConstant(index, input.subList(0, 1));
    }
    return new Result(input, 1);
  }

  static Result flat(OnnxNode node) {
    node.requireInputs(1, 1);
    return new Result(List.of(node.ofImage(0).size()), 1);
  }

  static Result dense(OnnxNode node) {
    node.requireInputs(2, 3);
    long inputs = node.firstOf(1).get(0);
    List<Long> weights = node.input(1).shape();
    long outputs = weights.isEmpty() ? 0 : weights.get(weights.size() - 1);
    node.requireConstant(1, List.of(inputs, outputs));
    if (node.inputs().size() == 3) {
      node.requireConstant(2, List.of(outputs));
    }
    return new Result(List.of(outputs), inputs);
  }

  /** To -1, the images, and the other dimensions. */
  static Result reshaped(OnnxNode node) {
    node.requireInputs(2, 2);
    long size = node.ofImage(0).size();
    List<Long> to = node.reshapeTo();
    node.requireConstant(1, DataType.INT64, node.input(1).shape());
    List<Long> rest = to.isEmpty() ? to : to.subList(1, to.size());
    if (to.isEmpty() || to.get(0) != -1 || GraphValue.size(rest) != size || size == 0) {
      throw new IllegalArgumentException(
          "the new shape is %s; it must be -1 and dimensions of %d values".formatted(to, size));
    }
    return new Result(rest, 1);
  }

  /** A window that slides over rows and columns, and never lies outside of the map as a whole. */
  private static List<Long> window(OnnxNode node, long channels) {
    List<Long> input = node.firstOf(3);
    List<Long> kernel = node.wholes("kernel_shape");
    List<Long> strides = node.wholes("strides");
    List<Long> pads = node.wholes("pads");
    for (int i = 0; i < pads.size(); i++) {
      if (pads.get(i) >= kernel.get(i % 2)) {
        throw new IllegalArgumentException(
            "the padding is %s; it must be less than the kernel, %s".formatted(pads, kernel));
      }
    }
    long rows = steps(input.get(1), pads.get(0) + pads.get(2), kernel.get(0), strides.get(0));
    long columns = steps(input.get(2), pads.get(1) + pads.get(3), kernel.get(1), strides.get(1));
    return List.of(channels, rows, columns);
  }

  private static long steps(long size, long padding, long kernel, long stride) {
    if (size + padding < kernel) {
      throw new IllegalArgumentException(
          "a window of %d does not fit into %d with a padding of %d"
              .formatted(kernel, size, padding));
    }
    return (size + padding - kernel) / stride + 1;
  }
}
