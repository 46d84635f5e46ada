package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.Lineage.Range;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.SourcePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static Example at(String topic, int partition, long offset) {
    return new Example(
        "id",
        new SourcePosition(topic, partition, offset),
        0,
        new byte[0],
        new byte[0],
        List.of(),
        1);
  }

  @Test
  void spansTheOffsetsOfEachPartitionInOrder() {
    Lineage lineage =
        Lineage.EMPTY.including(
            List.of(at("b", 0, 7), at("a", 1, 3), at("a", 0, 5), at("a", 1, 9), at("a", 1, 4)));
    assertThat(lineage.ranges())
        .containsExactly(
            new Range("a", 0, 5, 5, 1), new Range("a", 1, 3, 9, 3), new Range("b", 0, 7, 7, 1));
    assertThat(lineage.examples()).isEqualTo(5);
  }

  @Test
  void growsWithoutChangingWhatItWas() {
    Lineage before = Lineage.EMPTY.including(List.of(at("a", 0, 5)));
    Lineage after = before.including(List.of(at("a", 0, 2), at("a", 0, 6)));
    assertThat(before.ranges()).containsExactly(new Range("a", 0, 5, 5, 1));
    assertThat(after.ranges()).containsExactly(new Range("a", 0, 2, 6, 3));
    assertThat(Lineage.EMPTY.examples()).isZero();
  }
}
