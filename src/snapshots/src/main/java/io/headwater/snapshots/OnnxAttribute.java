package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;

/** An attribute that the exporter writes, and the values that it gives it. */
sealed interface OnnxAttribute {
  String name();

  /**
   * @throws IllegalArgumentException if it is none that the exporter writes
   */
  void require(AttributeProto attribute);

  /** Whether the exporter leaves it out where its default is meant. */
  default boolean isOptional() {
    return false;
  }

  /** One whole number. */
  static OnnxAttribute whole(String name, long min, long max) {
    return new Numbers(name, AttributeType.INT, 1, min, max);
  }

  /** A list of whole numbers. */
  static OnnxAttribute wholes(String name, int count, long min, long max) {
    return new Numbers(name, AttributeType.INTS, count, min, max);
  }

  /** A floating-point number. */
  static OnnxAttribute real(String name, double min, double max) {
    return new Numbers(name, AttributeType.FLOAT, 1, min, max);
  }

  /** A word, always the same. */
  static OnnxAttribute text(String name, String value) {
    return new Text(name, value);
  }

  /** The same, left out where its default is meant. */
  default OnnxAttribute optional() {
    return new Optional(this);
  }

  /**
   * Numbers in a range.
   *
   * @param count how many numbers it has
   * @param min smallest number
   * @param max largest number
   */
  record Numbers(String name, AttributeType type, int count, double min, double max)
      implements OnnxAttribute {
    @Override
    public void require(AttributeProto attribute) {
      boolean wholes = type == AttributeType.INTS;
      if (attribute.getType() != type
          || attribute.hasI() != (type == AttributeType.INT)
          || attribute.hasF() != (type == AttributeType.FLOAT)
          || attribute.hasS()
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

  /** Text of one value. */
  record Text(String name, String value) implements OnnxAttribute {
    @Override
    public void require(AttributeProto attribute) {
      if (attribute.getType() != AttributeType.STRING
          || attribute.hasI()
          || attribute.hasF()
          || attribute.getIntsCount() != 0
          || !attribute.getS().equals(OnnxGraph.attribute(name, value).getS())) {
        throw new IllegalArgumentException(
            "attribute '%s' is a %s of %d bytes; it must be the text '%s'"
                .formatted(name, attribute.getType(), attribute.getS().size(), value));
      }
    }
  }

  /** One that may be left out. */
  record Optional(OnnxAttribute attribute) implements OnnxAttribute {
    @Override
    public String name() {
      return attribute.name();
    }

    @Override
    public void require(AttributeProto given) {
      attribute.require(given);
    }

    @Override
    public boolean isOptional() {
      return true;
    }
  }
}
