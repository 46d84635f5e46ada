package io.headwater.schema.wire;

/** What came of decoding a message: its record, or what is wrong with its bytes. */
public sealed interface Decoded<T> {
  /** The record, in the current version's class. */
  record Value<T>(T value) implements Decoded<T> {}

  /**
   * The bytes are not a message of this contract.
   *
   * @param message what is wrong, its value, and what would be right
   */
  record Malformed<T>(Fault fault, String message) implements Decoded<T> {}

  /** The ways in which bytes fail to be a message. */
  enum Fault {
    /** They don't begin with the marker C3 01 and a fingerprint. */
    NOT_SINGLE_OBJECT,
    /** Their fingerprint is of no published version of this contract. */
    UNKNOWN_SCHEMA,
    /** The body ends too early, holds a value that cannot be, or too many items. */
    BAD_BODY,
    /** The record ends before the bytes do. */
    TRAILING_BYTES
  }

  /**
   * @throws IllegalArgumentException with the message, if the bytes were malformed
   */
  default T orElseThrow() {
    if (this instanceof Value<T> decoded) {
      return decoded.value();
    }
    throw new IllegalArgumentException(((Malformed<T>) this).message());
  }
}
