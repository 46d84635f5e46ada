package io.headwater.serve.protocol;

/** Types of tensors that models here take and give, by their names in the protocol. */
enum TensorType {
  UINT8(1),
  FP32(Float.BYTES);

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Of a value. */
  int bytes() {
    return bytes;
  }
}
