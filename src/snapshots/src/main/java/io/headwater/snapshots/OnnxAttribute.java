package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;

/**
 * An attribute that the exporter writes, and the values that it gives it.
 *
 * @param count how many numbers it has
 * @param min smallest number
 * @param max largest number
 */
record OnnxAttribute(String name, AttributeType type, int count, double min, double max) {
  /** One whole number. */
  static OnnxAttribute whole(String name, long min, long max) {
    return new OnnxAttribute(name, AttributeType.INT, 1, min, max);
  }

  /** A list of whole numbers. */
  static OnnxAttribute wholes(String name, int count, long min, long max) {
    return new OnnxAttribute(name, AttributeType.INTS, count, min, max);
  }

  /** A floating-point number. */
  static OnnxAttribute real(String name, double min, double max) {
    return new OnnxAttribute(name, AttributeType.FLOAT, 1, min, max);
  }

  /**
   * @throws IllegalArgumentException if it is none that the exporter writes
   */
  void require(AttributeProto attribute) {
    boolean wholes = type == AttributeType.INTS;
    if (attribute.getType() != type
        || attribute.hasI() != (type == AttributeType.INT)
        || attribute.hasF() != (type == AttributeType.FLOAT)
        || attribute.getIntsCount() != (wholes ? count : 0)) {
      throw new IllegalArgumentException(
          "attribute '%s' is a %s; it must be a %s with %d numbers"
              .formatted(name, attribute.getType(), type, count));
    }
    switch (type) {
      case INT -> requireInRange(attribute.getI());
      case FLOAT -> requireInRange(attribute.getF());
      default -> attribute.getIntsList().forEach(value -> requireInRange(value));
    }
  }

  private void requireInRange(double value) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "attribute '%s' has the value %s; it must be from %s to %s"
              .formatted(name, value, min, max));
    }
  }
}
