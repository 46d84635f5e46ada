package io.headwater.learning.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradDropTest {
  private static final int COUNT = 100_000;

  private static float[] constant(int count, float value) {
    float[] values = new float[count];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] drawn(double leak, long seed, long step, long first, int count) {
    Combiner combiner = new GradDrop(leak).begin(Vectors.tasks(2), seed, Optional.empty());
    float[] combined = new float[count];
    combiner
        .elements(step, "trunk")
        .orElseThrow()
        .combine(
            new float[][] {constant(count, 3), constant(count, -1), constant(count, 0.5f)},
            combined,
            count,
            first);
    return combined;
  }

  /** The positive sign has the purity (1 + 2.5 / 4.5) / 2. */
  @Test
  void oneSignIsDrawnForEachNumber() {
    float[] combined = drawn(0, 1, 1, 0, COUNT);
    long up = IntStream.range(0, COUNT).filter(i -> combined[i] == 3.5f).count();
    long down = IntStream.range(0, COUNT).filter(i -> combined[i] == -1f).count();
    assertThat(up + down).isEqualTo(COUNT);
    assertThat((double) up / COUNT).isCloseTo(3.5 / 4.5, within(0.01));
  }

  @Test
  void aShareOfTheOtherSignLeaks() {
    float[] combined = drawn(0.5, 1, 1, 0, 100);
    assertThat(combined).contains(3f, 0.75f);
    assertThat(IntStream.range(0, 100).mapToDouble(i -> combined[i]).distinct()).hasSize(2);
  }

  @Test
  void whatIsDrawnFollowsFromSeedStepNetworkAndPlace() {
    float[] all = drawn(0, 1, 1, 0, 1000);
    assertThat(drawn(0, 1, 1, 0, 1000)).containsExactly(all);
    assertThat(drawn(0, 1, 1, 600, 400)).containsExactly(Arrays.copyOfRange(all, 600, 1000));
    assertThat(drawn(0, 1, 2, 0, 1000)).isNotEqualTo(all);
    assertThat(drawn(0, 2, 1, 0, 1000)).isNotEqualTo(all);
  }

  /** Half of the draws of two steps agree, and of two places in a row. */
  @Test
  void drawsDoNotDependOnEachOther() {
    float[] one = drawn(0, 1, 1, 0, COUNT);
    float[] other = drawn(0, 1, 2, 0, COUNT);
    double up = 3.5 / 4.5;
    double agree = up * up + (1 - up) * (1 - up);
    long steps = IntStream.range(0, COUNT).filter(i -> one[i] == other[i]).count();
    long places = IntStream.range(1, COUNT).filter(i -> one[i] == one[i - 1]).count();
    assertThat((double) steps / COUNT).isCloseTo(agree, within(0.01));
    assertThat((double) places / COUNT).isCloseTo(agree, within(0.01));
  }

  @Test
  void whatIsNoNumberStaysNone() {
    float[] combined = new float[1];
    new SignDraw(0, 1).combine(new float[][] {{Float.NaN}, {1}}, combined, 1, 0);
    assertThat(combined).containsOnly(Float.NaN);
  }

  @Test
  void refusesToLeakAll() {
    assertThatThrownBy(() -> new GradDrop(1))
        .hasMessage("leak is 1.0; it must be from 0 to under 1");
  }
}
