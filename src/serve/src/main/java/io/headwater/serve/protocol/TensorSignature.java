package io.headwater.serve.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * An input or an output ({@code metadata_tensor}).
 *
 * @param shape -1 for any number of images, then the shape of one
 */
record TensorSignature(String name, @JsonProperty("datatype") TensorType type, List<Long> shape) {
  private static final long ANY = -1;

  TensorSignature {
    shape = List.copyOf(shape);
  }

  static TensorSignature perImage(String name, TensorType type, List<Long> shapeOfOne) {
    return new TensorSignature(
        name, type, Stream.concat(Stream.of(ANY), shapeOfOne.stream()).toList());
  }

  List<Long> shapeOfOne() {
    return shape.subList(1, shape.size());
  }

  /** Values of one image. */
  long sizeOfOne() {
    return shapeOfOne().stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
  }

  List<Long> shapeOf(int count) {
    return Stream.concat(Stream.of((long) count), shapeOfOne().stream()).toList();
  }
}
