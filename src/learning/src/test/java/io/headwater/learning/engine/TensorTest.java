package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {
  private static final float[] VALUES = {1, -2, 0.5f, 4, 5, 6};
  private static final List<Integer> SHAPE = List.of(2, 3);

  private final Tensor onHeap = new Tensor(SHAPE, VALUES);
  private final Tensor lent = Tensor.lent(SHAPE, littleEndian(ByteBuffer.allocateDirect(24)));

  @Test
  void whereItsValuesLieMakesNoDifference() {
    assertThat(lent).isEqualTo(onHeap).hasSameHashCodeAs(onHeap);
    for (Tensor tensor : List.of(onHeap, lent)) {
      assertThat(tensor.size()).isEqualTo(6);
      assertThat(tensor.values()).containsExactly(VALUES);
      assertThat(tensor.buffer().get(5)).isEqualTo(6);
      assertThat(tensor.bytes()).isEqualTo(littleEndian(ByteBuffer.allocate(24)));
    }
    assertThat(onHeap.values()).isSameAs(VALUES);
  }

  @Test
  void anotherShapeOrValueIsAnotherTensor() {
    assertThat(onHeap).isNotEqualTo(new Tensor(List.of(3, 2), VALUES));
    float[] other = VALUES.clone();
    other[5] = 7;
    assertThat(onHeap).isNotEqualTo(new Tensor(SHAPE, other));
    assertThat(onHeap.hashCode())
        .isNotEqualTo(new Tensor(List.of(3, 2), VALUES).hashCode())
        .isNotEqualTo(new Tensor(SHAPE, other).hashCode());
  }

  @Test
  void asManyValuesAreWrittenAsThereIsRoomFor() {
    ByteBuffer room = ByteBuffer.allocate(2 + 11);
    room.position(2);
    assertThat(onHeap.write(1, room)).isEqualTo(2);
    assertThat(room.position()).isEqualTo(10);
    room.order(ByteOrder.LITTLE_ENDIAN);
    assertThat(room.getFloat(2)).isEqualTo(-2);
    assertThat(room.getFloat(6)).isEqualTo(0.5f);
    ByteBuffer plenty = ByteBuffer.allocate(100);
    assertThat(onHeap.write(4, plenty)).isEqualTo(2);
    assertThat(plenty.position()).isEqualTo(8);
  }

  @Test
  void aShapeHasAsManyValuesAsItSays() {
    assertThat(new Tensor(List.of(), new float[] {7}).size()).isEqualTo(1);
    assertThatThrownBy(() -> new Tensor(SHAPE, new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shape [2, 3] does not fit 5 values");
    assertThatThrownBy(() -> Tensor.size(List.of(1 << 16, 1 << 16)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void onlyNativeMemoryCanBeLent() {
    assertThatThrownBy(() -> Tensor.lent(SHAPE, ByteBuffer.allocate(24)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lent values must lie in native memory");
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes) {
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : VALUES) {
      bytes.putFloat(value);
    }
    return bytes.flip();
  }
}
