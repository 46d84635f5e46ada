package io.headwater.learning.learner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {
  private static final int WIDTH = 2;

  @Test
  void rowsAreGatheredInTheOrderOfTheirIndices() {
    assertThat(Rows.gather(new double[] {1, 2, 3, 4, 5, 6}, WIDTH, new int[] {2, 0, 2}))
        .containsExactly(5, 6, 1, 2, 5, 6);
  }

  @Test
  void rowsOfOneIndexAreAddedUp() {
    double[] matrix = {10, 20, 30, 40, 50, 60};
    Rows.scatterAdd(new double[] {1, 2, 3, 4, 5, 6}, WIDTH, new int[] {2, 0, 2}, matrix);
    assertThat(matrix).containsExactly(13, 24, 30, 40, 56, 68);
  }

  @Test
  void everyValueIsScaled() {
    double[] matrix = {1, -2, 3};
    Rows.scale(matrix, 0.5);
    assertThat(matrix).containsExactly(0.5, -1, 1.5);
  }
}
