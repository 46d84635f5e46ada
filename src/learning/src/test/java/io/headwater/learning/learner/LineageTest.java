package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.Lineage.Range;
import io.headwater.learning.learner.Lineage.Skipped;
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

  @Test
  void countsWhatWasSkippedByPartitionAndReasonAndNotAsLearnedFrom() {
    Lineage lineage =
        Lineage.EMPTY
            .skipping(List.of(at("b", 0, 7), at("a", 1, 3), at("a", 1, 4)), SkipReason.HELD_OUT)
            .including(List.of(at("a", 1, 5)))
            .skipping(List.of(at("a", 1, 6)), SkipReason.NOT_FINITE)
            .skipping(List.of(at("a", 1, 9)), SkipReason.HELD_OUT);
    assertThat(lineage.skipped())
        .containsExactly(
            new Skipped("a", 1, SkipReason.NOT_FINITE, 1),
            new Skipped("a", 1, SkipReason.HELD_OUT, 3),
            new Skipped("b", 0, SkipReason.HELD_OUT, 1));
    assertThat(lineage.skippedExamples()).isEqualTo(5);
    assertThat(lineage.ranges()).containsExactly(new Range("a", 1, 5, 5, 1));
  }

  @Test
  void nothingSkippedIsNoEntry() {
    assertThat(Lineage.EMPTY.skipping(List.of(), SkipReason.HELD_OUT)).isEqualTo(Lineage.EMPTY);
    assertThatThrownBy(() -> new Skipped("a", 1, SkipReason.HELD_OUT, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 examples of a/1 were skipped; 1 is the least");
  }
}
