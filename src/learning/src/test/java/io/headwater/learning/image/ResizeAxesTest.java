package io.headwater.learning.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any image may have another size, and an axis of a long side is large. */
class ResizeAxesTest {
  private final List<Integer> made = new ArrayList<>();
  private final ResizeAxes axes =
      new ResizeAxes(
          1,
          (from, to) -> {
            made.add(from);
            return ResizeAxis.smooth(from, to);
          });

  @Test
  void theSixteenSizesThatWereUsedLastAreKept() {
    for (int round = 0; round < 2; round++) {
      for (int size = 1; size <= 16; size++) {
        assertThat(axes.from(size).total()).isEqualTo(size);
      }
    }
    assertThat(made).hasSize(16);
    axes.from(17);
    axes.from(2);
    assertThat(made).hasSize(17);
    axes.from(1);
    assertThat(made).hasSize(18).endsWith(1);
    axes.from(2);
    axes.from(17);
    assertThat(made).hasSize(18);
  }
}
