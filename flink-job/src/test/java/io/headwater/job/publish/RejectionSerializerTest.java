package io.headwater.job.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.job.decode.Rejection;
import io.headwater.schema.RejectedEvent;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RejectionSerializerTest {
  private final RejectionSerializer serializer = new RejectionSerializer("rejected", 8);

  @Test
  void keepsTheOriginalBytes() {
    RejectedEvent event = written(new byte[] {1, 2, 3}, new byte[0]);
    assertThat(event.getValue()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(event.getKey()).isNull();
    assertThat(event.getMessage()).isEqualTo("wrong");
  }

  @Test
  void saysHowLongTheBytesWereIfTheyAreTooManyToKeep() {
    RejectedEvent event = written(new byte[7], new byte[2]);
    assertThat(event.getValue()).isNull();
    assertThat(event.getMessage()).isEqualTo("wrong; its 9 bytes are too many to be kept here");
  }

  private RejectedEvent written(byte[] value, byte[] key) {
    return serializer.event(new Rejection("events", 2, 30, "NOT_AVRO", "wrong", 0, key, value));
  }
}
