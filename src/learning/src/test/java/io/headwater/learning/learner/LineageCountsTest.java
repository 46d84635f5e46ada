package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.Lineage.Range;
import io.headwater.learning.state.UnreadableStateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineageCountsTest {
  private static final Lineage LINEAGE =
      new Lineage(
          List.of(
              new Range("garments", 0, 10, 1L << 33, 99),
              new Range("garments", 11, 0, 0, 1),
              new Range("odd/name", 0, 3, 4, 2)));

  @Test
  void aLineageComesBackAsItWas() throws UnreadableStateException {
    assertThat(LineageCounts.of(LINEAGE))
        .hasSize(9)
        .containsEntry("first/0/garments", 10L)
        .containsEntry("last/0/garments", 1L << 33)
        .containsEntry("examples/11/garments", 1L);
    assertThat(LineageCounts.lineage(LineageCounts.of(LINEAGE))).isEqualTo(LINEAGE);
  }

  @Test
  void whatIsMissingOrNoNumberIsNamed() {
    Map<String, Long> counts = new HashMap<>(LineageCounts.of(LINEAGE));
    counts.remove("last/11/garments");
    assertThatThrownBy(() -> LineageCounts.lineage(counts))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved lineage has no 'last/11/garments'");
    assertThatThrownBy(() -> LineageCounts.lineage(Map.of("first/x/garments", 1L)))
        .isInstanceOf(UnreadableStateException.class)
        .hasMessage("the saved lineage has a partition 'x'");
  }
}
