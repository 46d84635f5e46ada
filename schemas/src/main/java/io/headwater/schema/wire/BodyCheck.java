package io.headwater.schema.wire;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;

/**
 * Walks an encoded record (Avro 1.12 specification, "Binary encoding") without keeping any of it,
 * for what Avro's decoder doesn't check: it allocates what a length asks for, drops the bits of a
 * number that its type has no room for, and takes any byte for a boolean.
 */
final class BodyCheck {
  /** What a number's last byte may hold at most: nine bytes before it have 63 of the 64 bits. */
  private static final int MOST_IN_TENTH_BYTE = 1;

  private static final int BITS_BEFORE_TENTH_BYTE = 63;

  private final byte[] message;
  private int at;
  private int itemsLeft;

  private BodyCheck(byte[] message, int offset, int maxItems) {
    this.message = message;
    this.at = offset;
    this.itemsLeft = maxItems;
  }

  /**
   * @param maxItems the most items that all arrays and maps of the message may have together
   * @return bytes that follow the record
   * @throws IOException if the body ends too early
   * @throws org.apache.avro.AvroRuntimeException if it is not one of the schema
   */
  static int bytesAfter(Schema schema, byte[] message, int offset, int maxItems)
      throws IOException {
    BodyCheck check = new BodyCheck(message, offset, maxItems);
    check.walk(schema);
    return message.length - check.at;
  }

  private void walk(Schema schema) throws IOException {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema());
        }
      }
      case ARRAY -> walkBlocks(schema.getElementType(), false);
      case MAP -> walkBlocks(schema.getValueType(), true);
      case UNION -> walk(schema.getTypes().get(choice("union", schema.getTypes().size())));
      case ENUM -> choice(schema.getName(), schema.getEnumSymbols().size());
      case STRING, BYTES -> skip(longNumber());
      case FIXED -> skip(schema.getFixedSize());
      case INT -> intNumber();
      case LONG -> longNumber();
      case FLOAT -> skip(Float.BYTES);
      case DOUBLE -> skip(Double.BYTES);
      case BOOLEAN -> flag();
      case NULL -> {}
    }
  }

  private void walkBlocks(Schema value, boolean keyed) throws IOException {
    for (long count = longNumber(); count != 0; count = longNumber()) {
      if (count < 0) {
        // A negative count is followed by the block's length, for those who skip it.
        longNumber();
        count = -count;
      }
      walkItems(count, value, keyed);
    }
  }

  private void walkItems(long count, Schema value, boolean keyed) throws IOException {
    if (count < 0 || count > itemsLeft) {
      throw new AvroTypeException("there are " + count + " items; " + itemsLeft + " are allowed");
    }
    itemsLeft -= (int) count;
    for (long i = 0; i < count; i++) {
      if (keyed) {
        skip(longNumber());
      }
      walk(value);
    }
  }

  private int choice(String of, int choices) throws IOException {
    int index = intNumber();
    if (index < 0 || index >= choices) {
      throw new AvroTypeException(
          "choice " + index + " of " + of + "; there are " + choices + " choices");
    }
    return index;
  }

  private void flag() throws IOException {
    byte value = next();
    if (value != 0 && value != 1) {
      throw new AvroTypeException("a boolean of " + value + "; it must be 0 or 1");
    }
  }

  private int intNumber() throws IOException {
    long number = longNumber();
    if (number != (int) number) {
      throw new AvroTypeException("the number " + number + " where there is room for 32 bits");
    }
    return (int) number;
  }

  private long longNumber() throws IOException {
    long value = 0;
    int shift = 0;
    byte next = next();
    while (next < 0) {
      value |= (next & 0x7fL) << shift;
      shift += 7;
      next = next();
      if (shift == BITS_BEFORE_TENTH_BYTE && (next & 0xff) > MOST_IN_TENTH_BYTE) {
        throw new AvroTypeException("a number of over 64 bits, up to byte " + at);
      }
    }
    value |= (long) next << shift;
    return value >>> 1 ^ -(value & 1);
  }

  private byte next() throws IOException {
    if (at == message.length) {
      throw new EOFException("it ends in the middle of a value, after " + at + " bytes");
    }
    return message[at++];
  }

  private void skip(long length) throws IOException {
    int available = message.length - at;
    if (length < 0 || length > available) {
      throw new EOFException("a length of " + length + " where " + available + " bytes are left");
    }
    at += (int) length;
  }
}
