package io.headwater.learning.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values worked by hand, with an optimiser that takes the gradient off the weight. */
class ConstraintsTest {
  private static final Sgd PLAIN = new Sgd(1, 0, false, 0);
  private static final Update WHOLE = new Update(1, 1);
  private static final DoubleSupplier NOT_ASKED =
      () -> {
        throw new AssertionError("nobody needs the norm");
      };

  /** Of the gradient (3, -4), whose norm is 5. */
  private static float[] after(Update update, boolean decays, float... weights) {
    DoubleSupplier squareSum = update.clipsLayers() ? () -> 25 : NOT_ASKED;
    float[] gradients = {3, -4};
    float[][] slots = {};
    update.step(PLAIN, 1, squareSum).apply(weights, gradients, slots, weights.length, decays);
    return weights;
  }

  @Test
  void withoutConstraintsItIsTheOptimisersStep() {
    assertThat(after(WHOLE, true, 10, 10)).containsExactly(7, 14);
    assertThat(after(new Update(0.5, 2), true, 10, 10)).containsExactly(7, 14);
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "5, 1", "2.5, 0.5", "1, 0.2"})
  void theGlobalNormScalesAllAlike(double most, double factor) {
    assertThat(new GlobalNorm(most).clip(WHOLE, 5)).isEqualTo(new Update(1, factor));
  }

  @Test
  void anInfiniteGlobalNormClipsNothing() {
    assertThat(new GlobalNorm(Double.POSITIVE_INFINITY).clip(WHOLE, 1e30)).isEqualTo(WHOLE);
  }

  @Test
  void theNormOfALayerIsItsOwnWhateverTheOthersAre() {
    Update half = new LayerNorm(2.5).clip(WHOLE, 1000);
    assertThat(after(half, true, 10, 10)).containsExactly(8.5f, 12);
    assertThat(after(new LayerNorm(6).clip(WHOLE, 1000), true, 10, 10)).containsExactly(7, 14);
    assertThat(after(half.withFactor(0.1), true, 10, 10)).containsExactly(9.7f, 10.4f);
    assertThat(after(half.withFactor(10), true, 10, 10)).containsExactly(8.5f, 12);
  }

  @Test
  void eachValueIsClippedAfterTheFactor() {
    Update limited = new ValueLimit(3.5).clip(WHOLE, 5);
    assertThat(after(limited, true, 10, 10)).containsExactly(7, 13.5f);
    assertThat(after(limited.withFactor(0.5), true, 10, 10)).containsExactly(8.5f, 12);
  }

  /** 3 + 0.5 + 0.25 x 2, and -4 - 0.5 - 0.25 x 8; not on what does not decay. */
  @Test
  void penaltiesAreAddedToTheClippedGradient() {
    Update penalised = WHOLE.with(new Penalty(0.5, 0.25, Double.POSITIVE_INFINITY));
    assertThat(after(penalised, true, 2, -8)).containsExactly(-2, -1.5f);
    assertThat(after(penalised, false, 2, -8)).containsExactly(-1, -4);
    assertThat(after(penalised.withLimit(1), true, 2, -8)).containsExactly(0, -4.5f);
    assertThat(after(penalised, true, 0, 0)).containsExactly(-3, 4);
  }

  /** Units are columns of [2, 3]; their norms are 5, 1 and 13. */
  @Test
  void unitsOfADenseLayerAreScaledDownToTheNorm() {
    float[] weights = {3, 0, 5, 4, 1, 12};
    UnitNorms norms = maxNorm(2).unitNorms(List.of(2, 3), 1);
    norms.add(weights, 6);
    assertThat(norms.areExceeded()).isTrue();
    norms.scale(weights, 6);
    float[] expected = {1.2f, 0, 10 / 13f, 1.6f, 1, 24 / 13f};
    assertThat(weights).containsExactly(expected, within(1e-6f));
  }

  /** Units are [2, 1, 1, 2] of a convolution; in stretches that end within a unit. */
  @Test
  void stretchesMayEndAnywhere() {
    float[] first = {3, 4, 0};
    float[] second = {1};
    UnitNorms norms = maxNorm(4).unitNorms(List.of(2, 1, 1, 2), 0);
    norms.add(first, 3);
    norms.add(second, 1);
    assertThat(norms.areExceeded()).isTrue();
    norms.scale(first, 3);
    norms.scale(second, 1);
    assertThat(first).containsExactly(2.4f, 3.2f, 0);
    assertThat(second).containsExactly(1);
  }

  @Test
  void unitsUnderTheNormAreLeftAlone() {
    UnitNorms norms = maxNorm(5).unitNorms(List.of(1, 2), 1);
    norms.add(new float[] {5, -4}, 2);
    assertThat(norms.areExceeded()).isFalse();
  }

  private static Penalty maxNorm(double norm) {
    return new Penalty(0, 0, norm);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(() -> new Penalty(-1, 0, 1), "l1 is -1.0; it must be 0 or more");
    assertRefused(() -> new Penalty(0, Double.NaN, 1), "l2 is NaN; it must be 0 or more");
    assertRefused(() -> maxNorm(0), "maxNorm is 0.0; it must be over 0");
    assertRefused(() -> new LayerNorm(0), "norm is 0.0; it must be over 0");
    assertRefused(() -> new ValueLimit(-1), "limit is -1.0; it must be over 0");
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
