package io.headwater.schema.wire;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Walks an encoded record without keeping any of it, so that Avro, which allocates what a length
 * asks for, only ever sees lengths that the message really has.
 */
final class BodyCheck {
  private final BinaryDecoder decoder;
  private int itemsLeft;

  private BodyCheck(BinaryDecoder decoder, int maxItems) {
    this.decoder = decoder;
    this.itemsLeft = maxItems;
  }

  /**
   * @param maxItems the most items that all arrays and maps of the message may have together
   * @return bytes that follow the record
   * @throws IOException if the body ends too early
   * @throws org.apache.avro.AvroRuntimeException if it is not one of the schema
   * @throws UnsupportedOperationException if Avro finds an array or map too large for Java
   */
  static int bytesAfter(Schema schema, byte[] message, int offset, int maxItems)
      throws IOException {
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(message, offset, message.length - offset, null);
    new BodyCheck(decoder, maxItems).walk(schema);
    return decoder.inputStream().available();
  }

  private void walk(Schema schema) throws IOException {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema());
        }
      }
      case ARRAY -> {
        for (long n = decoder.readArrayStart(); n != 0; n = decoder.arrayNext()) {
          walkItems(n, schema.getElementType(), false);
        }
      }
      case MAP -> {
        for (long n = decoder.readMapStart(); n != 0; n = decoder.mapNext()) {
          walkItems(n, schema.getValueType(), true);
        }
      }
      case UNION -> walk(schema.getTypes().get(choice("union", schema.getTypes().size())));
      case ENUM -> choice(schema.getName(), schema.getEnumSymbols().size());
      case STRING, BYTES -> skip(decoder.readLong());
      case FIXED -> skip(schema.getFixedSize());
      case INT -> decoder.readInt();
      case LONG -> decoder.readLong();
      case FLOAT -> decoder.readFloat();
      case DOUBLE -> decoder.readDouble();
      case BOOLEAN -> decoder.readBoolean();
      case NULL -> decoder.readNull();
    }
  }

  private void walkItems(long count, Schema value, boolean keyed) throws IOException {
    if (count < 0 || count > itemsLeft) {
      throw new AvroTypeException("there are " + count + " items; " + itemsLeft + " are allowed");
    }
    itemsLeft -= (int) count;
    for (long i = 0; i < count; i++) {
      if (keyed) {
        skip(decoder.readLong());
      }
      walk(value);
    }
  }

  private int choice(String of, int choices) throws IOException {
    int index = decoder.readInt();
    if (index < 0 || index >= choices) {
      throw new AvroTypeException(
          "choice " + index + " of " + of + "; there are " + choices + " choices");
    }
    return index;
  }

  private void skip(long length) throws IOException {
    int available = decoder.inputStream().available();
    if (length < 0 || length > available) {
      throw new EOFException("a length of " + length + " where " + available + " bytes are left");
    }
    decoder.skipFixed((int) length);
  }
}
