package io.headwater.learning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.Learner;
import io.headwater.learning.learner.LearnerConfig;
import io.headwater.learning.learner.LearnerState;
import io.headwater.learning.learner.States;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.optimise.Adam;
import io.headwater.learning.stream.MiniBatch;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/**
 * Compares an engine's gradients in double precision with central finite differences of the loss.
 * Where the loss has a kink (of a rectifier, a maximum or a difference) within the step,
 * differences over a whole and a half step disagree, and another coordinate is taken.
 */
@NullUnmarked
final class GradientCheck {
  private static final double STEP = 1e-5;
  private static final double RELATIVE_TOLERANCE = 1e-5;
  private static final double ABSOLUTE_TOLERANCE = 1e-9;
  private static final int ATTEMPTS = 40;

  private final Engine engine;
  private final Architecture architecture;
  private final LearnerState state;
  private final MiniBatch batch;
  private final int coordinates;
  private final Random random = new Random(7);

  GradientCheck(
      Engine engine,
      Architecture architecture,
      LearnerState state,
      MiniBatch batch,
      int coordinates) {
    this.engine = engine;
    this.architecture = architecture;
    this.state = state;
    this.batch = batch;
    this.coordinates = coordinates;
  }

  /** Checks that many coordinates of every parameter that the mini-batch moves. */
  void run() {
    Map<String, Map<String, Tensor>> gradients;
    try (Learner learner = open(state)) {
      gradients = learner.gradients(batch);
    }
    gradients.forEach(
        (network, tensors) ->
            tensors.forEach((parameter, gradient) -> check(network, parameter, gradient)));
  }

  private void check(String network, String parameter, Tensor gradient) {
    int checked = 0;
    for (int attempt = 0; attempt < ATTEMPTS && checked < coordinates; attempt++) {
      int index = attempt == 0 ? random.nextInt(gradient.values().length) : notable(gradient);
      double whole = difference(network, parameter, index, STEP);
      double half = difference(network, parameter, index, STEP / 2);
      if (close(whole, half)) {
        double actual = gradient.values()[index];
        assertThat(close(actual, half))
            .as("%s %s[%d]: gradient %g, difference %g", network, parameter, index, actual, half)
            .isTrue();
        checked++;
      }
    }
    assertThat(checked).as("smooth coordinates of %s %s", network, parameter).isPositive();
  }

  /** A random coordinate whose gradient is not tiny among those of its tensor. */
  private int notable(Tensor gradient) {
    float[] values = gradient.values();
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertThat(largest).as("largest gradient").isPositive();
    int index = random.nextInt(values.length);
    while (Math.abs(values[index]) < 0.05 * largest) {
      index = (index + 1) % values.length;
    }
    return index;
  }

  private static boolean close(double a, double b) {
    double size = Math.max(Math.abs(a), Math.abs(b));
    return Math.abs(a - b) <= RELATIVE_TOLERANCE * size + ABSOLUTE_TOLERANCE;
  }

  private double difference(String network, String parameter, int index, double step) {
    float value = state.networks().get(network).parameters().get(parameter).values()[index];
    float above = (float) (value + step);
    float below = (float) (value - step);
    double rise = loss(network, parameter, index, above) - loss(network, parameter, index, below);
    return rise / ((double) above - below);
  }

  private double loss(String network, String parameter, int index, float value) {
    try (Learner learner = open(States.with(state, network, parameter, index, value))) {
      return learner.loss(batch);
    }
  }

  private Learner open(LearnerState from) {
    LearnerConfig config =
        new LearnerConfig(Adam.withLearningRate(0.001), Double.POSITIVE_INFINITY, 0, 100);
    return Learner.open(engine, architecture, config, from, Precision.F64);
  }
}
