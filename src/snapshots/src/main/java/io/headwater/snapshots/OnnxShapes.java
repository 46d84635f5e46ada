package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The shapes that operators make of their inputs (ONNX operator set 17), for one image, as the
 * exporter uses them. Each throws IllegalArgumentException if the inputs don't fit.
 */
final class OnnxShapes {
  /** Rows or columns of the largest window, and the largest step between windows. */
  static final int MAX_KERNEL = 1024;

  /** Into how many parts a convolution may cut its channels. */
  static final int MAX_GROUPS = 1 << 20;

  /** Rows or columns of the largest map that is resized; a float still tells it from the next. */
  static final int MAX_SIDE = 1 << 24;

  /** Pixels that one of a resized map lies between. */
  private static final int NEIGHBOURS = 4;

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
    long groups = node.whole("group", 1);
    if (input.get(0) % groups != 0 || outputs % groups != 0) {
      throw new IllegalArgumentException(
          "there are %d groups of %d channels to %d; they must divide both"
              .formatted(groups, input.get(0), outputs));
    }
    long read = input.get(0) / groups;
    node.requireConstant(1, List.of(outputs, read, kernel.get(0), kernel.get(1)));
    if (node.inputs().size() == 3) {
      node.requireConstant(2, List.of(outputs));
    }
    return new Result(window(node, outputs), read * GraphValue.size(kernel));
  }

  static Result pool(OnnxNode node) {
    node.requireInputs(1, 1);
    long channels = node.firstOf(3).get(0);
    return new Result(window(node, channels), GraphValue.size(node.wholes("kernel_shape")));
  }

  /** Maps of one height and width, or vectors. */
  static Result stacked(OnnxNode node) {
    List<Long> first = node.ofImage(0).shape();
    long channels = 0;
    for (int index = 0; index < node.inputs().size(); index++) {
      List<Long> shape = node.ofImage(index).shape();
      if (shape.size() != first.size()
          || (shape.size() != 1 && shape.size() != 3)
          || !shape.subList(1, shape.size()).equals(first.subList(1, shape.size()))) {
        throw new IllegalArgumentException(
            "the inputs have shapes %s and %s; they must be maps of one height and width, or vectors"
                .formatted(first, shape));
      }
      channels += shape.get(0);
    }
    List<Long> stacked = new ArrayList<>(first);
    stacked.set(0, channels);
    return new Result(stacked, 1);
  }

  /** A part of a vector: from one number to before another. */
  static Result part(OnnxNode node) {
    node.requireInputs(4, 4);
    long size = node.firstOf(1).get(0);
    for (int index = 1; index < 4; index++) {
      node.requireConstant(index, DataType.INT64, List.of(1L));
    }
    long from = node.constant(1).get(0);
    long to = node.constant(2).get(0);
    if (from < 0 || to <= from || to > size || node.constant(3).get(0) != 1) {
      throw new IllegalArgumentException(
          "of %d numbers those from %d to before %d of dimension %s are taken; it must be a part of dimension 1"
              .formatted(size, from, to, node.constant(3)));
    }
    return new Result(List.of(to - from), 1);
  }

  /** By 1, 1, and what {@link #scale} says for rows and for columns. */
  static Result resized(OnnxNode node) {
    node.requireInputs(3, 3);
    List<Long> input = node.firstOf(3);
    node.requireNone(1);
    node.requireConstant(2, List.of(4L));
    List<Float> scales = node.scales();
    if (scales.get(0) != 1 || scales.get(1) != 1) {
      throw new IllegalArgumentException(
          "the scales are %s; those of images and channels must be 1".formatted(scales));
    }
    long rows = scaled(input.get(1), scales.get(2));
    long columns = scaled(input.get(2), scales.get(3));
    return new Result(List.of(input.get(0), rows, columns), NEIGHBOURS);
  }

  /**
   * The smallest float by which a side must be multiplied for at least the other to come out, so
   * that what is after the point is cut off rightly in whichever precision a runtime multiplies.
   *
   * @param from rows or columns before, from 1 to {@link #MAX_SIDE}
   * @param to rows or columns after, likewise
   */
  static float scale(long from, long to) {
    if (Math.min(from, to) < 1 || Math.max(from, to) > MAX_SIDE) {
      throw new IllegalArgumentException(
          "maps are resized from %,d to %,d rows or columns; there must be 1 to %,d"
              .formatted(from, to, MAX_SIDE));
    }
    float scale = (float) ((double) to / from);
    // Exact: both factors have 24 bits.
    return (double) scale * from < to ? Math.nextUp(scale) : scale;
  }

  private static long scaled(long side, float scale) {
    long to = (long) ((double) side * scale);
    if (scale != scale(side, to)) {
      throw new IllegalArgumentException(
          "the scale of %d is %s; for %d it must be %s"
              .formatted(side, scale, to, scale(side, to)));
    }
    return to;
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

  /** Of two matrices of each image. */
  static Result product(OnnxNode node) {
    node.requireInputs(2, 2);
    List<Long> first = node.firstOf(2);
    List<Long> second = node.ofImage(1).shape();
    if (second.size() != 2 || !second.get(0).equals(first.get(1))) {
      throw new IllegalArgumentException(
          "the inputs have shapes %s and %s; they must be matrices that can be multiplied"
              .formatted(first, second));
    }
    return new Result(List.of(first.get(0), second.get(1)), first.get(1));
  }

  /** To -1, the images, and the other dimensions. */
  static Result reshaped(OnnxNode node) {
    node.requireInputs(2, 2);
    long size = node.ofImage(0).size();
    List<Long> to = node.constant(1);
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
    List<Long> dilations = node.wholes("dilations", List.of(1L, 1L));
    List<Long> extent =
        List.of(
            (kernel.get(0) - 1) * dilations.get(0) + 1, (kernel.get(1) - 1) * dilations.get(1) + 1);
    for (int i = 0; i < pads.size(); i++) {
      if (pads.get(i) >= extent.get(i % 2)) {
        throw new IllegalArgumentException(
            "the padding is %s; it must be less than the kernel, %s".formatted(pads, extent));
      }
    }
    long rows = steps(input.get(1), pads.get(0) + pads.get(2), extent.get(0), strides.get(0));
    long columns = steps(input.get(2), pads.get(1) + pads.get(3), extent.get(1), strides.get(1));
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
