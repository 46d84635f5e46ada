package io.headwater.learning.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.learning.learner.LearnerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdamTest {
  @Test
  void ratesOfForgettingMayBeZero() {
    assertThat(new Adam(999_999, 0, 0, 999_999)).isEqualTo(new Adam(999_999, 0, 0, 999_999));
    assertThat(Adam.withLearningRate(0.5)).isEqualTo(new Adam(0.5, 0.9, 0.999, 1e-8));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.9, 0.9, 1, 'learningRate is 0.0; it must be over 0'",
    "1e6, 0.9, 0.9, 1, 'learningRate is 1000000.0; it must be over 0'",
    "NaN, 0.9, 0.9, 1, 'learningRate is NaN; it must be over 0'",
    "1, -0.1, 0.9, 1, 'beta1 is -0.1; it must be in [0, 1)'",
    "1, 1, 0.9, 1, 'beta1 is 1.0; it must be in [0, 1)'",
    "1, 0.9, -0.1, 1, 'beta2 is -0.1; it must be in [0, 1)'",
    "1, 0.9, 1, 1, 'beta2 is 1.0; it must be in [0, 1)'",
    "1, 0.9, 0.9, 0, 'epsilon is 0.0; it must be over 0'",
    "1, 0.9, 0.9, 1e6, 'epsilon is 1000000.0; it must be over 0'"
  })
  void whatWouldNotLearnIsRefused(
      double rate, double beta1, double beta2, double epsilon, String message) {
    assertThatThrownBy(() -> new Adam(rate, beta1, beta2, epsilon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void gradientsAreScaledToANormOverZero(double clipNorm) {
    Adam adam = Adam.withLearningRate(1);
    assertThat(new LearnerConfig(adam, Double.MIN_VALUE, 1, 100).clipping())
        .isEqualTo(new GlobalNorm(Double.MIN_VALUE));
    assertThatThrownBy(() -> new LearnerConfig(adam, clipNorm, 1, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clipNorm is " + clipNorm + "; it must be over 0");
  }

  @Test
  void metricsStandForAtLeastOneExample() {
    Adam adam = Adam.withLearningRate(1);
    assertThat(new LearnerConfig(adam, 1, 1, 1).metricsWindow()).isEqualTo(1);
    assertThatThrownBy(() -> new LearnerConfig(adam, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metricsWindow is 0 examples; it must be over 0");
  }
}
