package io.headwater.serve.protocol;

import io.headwater.serve.RequestRefusedException;
import io.headwater.serve.protocol.InferRequest.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of an input that is of the right name, type and shape: bytes or floats. */
final class TensorValues {
  private static final int LARGEST_BYTE = 255;

  private final int count;
  private final ByteBuffer raw;

  private TensorValues(int count, ByteBuffer raw) {
    this.count = count;
    this.raw = raw;
  }

  /**
   * @param signature of the input
   * @param maxImages how many there may be
   * @param body of the request, which has binary values
   * @param start where those of this input begin
   */
  static TensorValues of(
      Input input, TensorSignature signature, int maxImages, byte[] body, long start) {
    requireType(input, signature);
    int count = count(input, signature, maxImages);
    long values = count * signature.sizeOfOne();
    Long bytes = input.binaryBytes();
    return new TensorValues(
        count,
        bytes == null
            ? ofNumbers(input.numbers(), signature, values)
            : ofBody(bytes, signature, values, body, start));
  }

  /** How many images it is for. */
  int count() {
    return count;
  }

  /** Of an input of bytes. */
  byte[] bytes() {
    byte[] bytes = new byte[raw.remaining()];
    raw.duplicate().get(bytes);
    return bytes;
  }

  /** Of an input of floats. */
  float[] floats() {
    float[] floats = new float[raw.remaining() / Float.BYTES];
    raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static void requireType(Input input, TensorSignature signature) {
    if (!signature.type().name().equals(input.datatype())) {
      throw RequestRefusedException.wrong(
          "the datatype of input '%s' is %s; it must be %s",
          signature.name(), input.datatype(), signature.type());
    }
  }

  private static int count(Input input, TensorSignature signature, int maxImages) {
    List<Long> shape = input.shape();
    if (shape == null
        || shape.size() != signature.shape().size()
        || !shape.subList(1, shape.size()).equals(signature.shapeOfOne())
        || shape.get(0) < 1) {
      throw RequestRefusedException.wrong(
          "the shape of input '%s' is %s; it must be %s, the first being how many there are",
          signature.name(), shape, signature.shape());
    }
    if (shape.get(0) > maxImages) {
      throw RequestRefusedException.wrong(
          "there are %,d images in input '%s'; this server takes %,d at once: send several requests",
          shape.get(0), signature.name(), maxImages);
    }
    return shape.get(0).intValue();
  }

  private static ByteBuffer ofBody(
      long bytes, TensorSignature signature, long values, byte[] body, long start) {
    long expected = values * signature.type().bytes();
    if (bytes != expected || start + bytes > body.length) {
      throw RequestRefusedException.wrong(
          "binary_data_size of input '%s' is %,d, and %,d bytes are there; its shape takes %,d",
          signature.name(), bytes, Math.max(0, body.length - start), expected);
    }
    return ByteBuffer.wrap(body, (int) start, (int) bytes).slice();
  }

  private static ByteBuffer ofNumbers(
      float @Nullable [] numbers, TensorSignature signature, long values) {
    if (numbers == null || numbers.length != values) {
      throw RequestRefusedException.wrong(
          "input '%s' has %s numbers; its shape takes %,d",
          signature.name(),
          numbers == null ? "neither 'data' nor 'binary_data_size': no" : numbers.length,
          values);
    }
    ByteBuffer raw =
        ByteBuffer.allocate(numbers.length * signature.type().bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      switch (signature.type()) {
        case UINT8 -> raw.put(asByte(number, signature));
        case FP32 -> raw.putFloat(number);
      }
    }
    return raw.flip();
  }

  private static byte asByte(float number, TensorSignature signature) {
    int whole = (int) number;
    if (whole != number || whole < 0 || whole > LARGEST_BYTE) {
      throw RequestRefusedException.wrong(
          "input '%s' holds %s; UINT8 are whole numbers from 0 to 255", signature.name(), number);
    }
    return (byte) whole;
  }
}
