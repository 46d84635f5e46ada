package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;

/**
 * What is known of a value of an ONNX graph.
 *
 * @param perImage whether there is one for each image, in a first dimension that the shape leaves
 *     out; else it is a constant
 */
record GraphValue(DataType type, boolean perImage, List<Long> shape) {
  /** In place of an input that a node is not given, which has an empty name. */
  static final GraphValue NONE = new GraphValue(DataType.UNDEFINED, false, List.of());

  GraphValue {
    shape = List.copyOf(shape);
  }

  static GraphValue ofImage(List<Long> shape) {
    return new GraphValue(DataType.FLOAT, true, shape);
  }

  /** How many numbers it has, Long.MAX_VALUE if that is too large a number. */
  long size() {
    return size(shape);
  }

  /** How many numbers an array of that shape has, Long.MAX_VALUE if that is too large a number. */
  static long size(List<Long> shape) {
    if (shape.contains(0L)) {
      return 0;
    }
    long size = 1;
    for (long dimension : shape) {
      if (dimension < 0 || size > Long.MAX_VALUE / dimension) {
        return Long.MAX_VALUE;
      }
      size *= dimension;
    }
    return size;
  }

  @Override
  public String toString() {
    return (perImage ? type + " of each image " : "constant " + type + " ") + shape;
  }
}
