package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.proof.Answers.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How far numbers may be from those expected: the Euclidean norm of the difference, relative to
 * that of what is expected. Beside that, they must have its size: rounding goes up and down, and a
 * gradient that a pool sends elsewhere is as long as before, so that both leave the projection on
 * what is expected nearly as it was.
 *
 * @param outputs of outputs and running statistics
 * @param gradients of gradients, and of what an update does with them
 * @param size of the projection
 */
record Closeness(double outputs, double gradients, double size) {
  /** Of numbers whose norm is 0 or nearly so. */
  private static final double LEAST = 1e-6;

  /** Standard deviations that chance may take the projection to. */
  private static final double CHANCE = 3;

  /**
   * @param hasPool whether rounding may send a gradient to another one of nearly equal values
   */
  static Closeness of(Precision precision, boolean hasPool) {
    if (precision == Precision.BF16) {
      return new Closeness(0.02, hasPool ? 0.5 : 0.05, 0.005);
    }
    // Room for the 11 bits to which GPUs may round floats before they multiply them.
    return new Closeness(1e-3, hasPool ? 0.1 : 1e-3, 1e-3);
  }

  /** The first of the answers that is not close, in words; empty if all are. */
  Optional<String> fault(Answers actual, Answers expected) {
    return fault(actual.outputs(), expected.outputs(), outputs)
        .or(() -> fault(actual.gradients(), expected.gradients(), gradients));
  }

  private Optional<String> fault(List<Answer> actual, List<Answer> expected, double tolerance) {
    if (actual.size() != expected.size()) {
      return Optional.of(
          "it gives " + actual.size() + " answers where there are " + expected.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> fault =
          fault(
              expected.get(i).what(), actual.get(i).values(), expected.get(i).values(), tolerance);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> fault(
      String what, double[] actual, double[] expected, double tolerance) {
    if (actual.length != expected.length) {
      return Optional.of(
          what + " has " + actual.length + " values where there are " + expected.length);
    }
    double differences = 0;
    double squares = 0;
    double products = 0;
    int worst = 0;
    for (int i = 0; i < expected.length; i++) {
      double difference = actual[i] - expected[i];
      differences += difference * difference;
      squares += expected[i] * expected[i];
      products += actual[i] * expected[i];
      // So that NaN is worse than any number.
      if (!(Math.abs(difference) <= Math.abs(actual[worst] - expected[worst]))) {
        worst = i;
      }
    }
    double off = Math.sqrt(differences);
    double norm = Math.sqrt(squares);
    double sizeOff = Math.abs(products - squares);
    if (off <= tolerance * norm + LEAST
        && sizeOff <= (ofSize(tolerance, expected.length) * norm + LEAST) * norm) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s is off by %.2g of its norm: value %d is %.6g where %.6g is right",
            what,
            off / norm,
            worst,
            actual[worst],
            expected[worst]));
  }

  /**
   * A vector turned by as much as the tolerance allows is shorter, on what it was, by half its
   * square; what is added by chance has its part in any one of so many directions.
   */
  private double ofSize(double tolerance, int values) {
    return size + tolerance * tolerance / 2 + CHANCE * tolerance / Math.sqrt(values);
  }
}
