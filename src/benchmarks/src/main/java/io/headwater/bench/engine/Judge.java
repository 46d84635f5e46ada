package io.headwater.bench.engine;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * What the first steps of a case come to, by an engine that is known to be right: whoever is
 * compared in speed must first come to the same.
 *
 * @param by the engine's name
 * @param rectifiers how many the networks have
 * @param losses of the first steps
 * @param moments {@link TrainingStep#firstMoments} after the first of them
 */
record Judge(
    String by,
    int rectifiers,
    List<LabelledImages> batches,
    List<Double> losses,
    List<Tensor> moments) {
  private static final int STEPS = 3;

  /** Floating-point operations of a step that plain Java does in seconds. */
  private static final double MOST_FLOPS = 6e9;

  /** Parameters that plain Java, which holds several doubles for each, has the memory for. */
  private static final long MOST_PARAMETERS = 20_000_000;

  /**
   * How far a side may be off.
   *
   * @param first relative, of the first loss
   * @param later relative, of the others: Adam's first steps make much of a rounding error
   * @param gradient norm of the difference to that of the gradient, tensor by tensor
   */
  private record Tolerance(double first, double later, double gradient) {
    /**
     * A rectifier whose input is about 0 opens or shuts by rounding. If one of ten thousand does, a
     * gradient that passes through turns by a hundredth: by the root of that share, each time.
     */
    static Tolerance of(Precision precision, int rectifiers) {
      return switch (precision) {
        case BF16 -> new Tolerance(0.02, 0.1, 0.5 + 0.01 * rectifiers);
        case F32 -> new Tolerance(1e-4 + 2e-6 * rectifiers, 0.1, 0.02 + 0.002 * rectifiers);
        case F64 -> new Tolerance(1e-6, 0.1, 1e-5);
      };
    }
  }

  /**
   * Plain Java where it takes no longer than seconds, else the engine.
   *
   * @param engine proves itself first, kernel by kernel, against plain Java
   */
  static Judge of(EngineCase asked, Engine engine) {
    double flops = StepFlops.of(asked.architecture()).perImage() * asked.batch();
    boolean small = flops <= MOST_FLOPS && asked.parameters() <= MOST_PARAMETERS;
    EngineCase exact = asked.precision() == Precision.BF16 ? asked.inF32() : asked;
    try (OurStep step =
        small ? OurStep.open(new PlainJavaEngine(), exact) : OurStep.open(engine.name(), exact)) {
      return by(step, exact);
    }
  }

  private static Judge by(OurStep step, EngineCase asked) {
    Random random = new Random(7);
    List<LabelledImages> batches = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      batches.add(LabelledImages.random(asked, random));
    }
    List<Tensor> moments = new ArrayList<>();
    List<Double> losses = losses(step, batches, moments);
    return new Judge(step.engine().name(), rectifiers(asked), batches, losses, moments);
  }

  private static int rectifiers(EngineCase asked) {
    return (int)
        asked.architecture().networks().stream()
            .flatMap(network -> network.nodes().stream())
            .filter(node -> node.layer() instanceof Layer.Relu)
            .count();
  }

  private static List<Double> losses(
      TrainingStep side, List<LabelledImages> batches, List<Tensor> moments) {
    List<Double> losses = new ArrayList<>();
    for (DoubleSupplier step : side.prepared(batches)) {
      losses.add(step.getAsDouble());
      if (moments.isEmpty()) {
        moments.addAll(side.firstMoments());
      }
    }
    return losses;
  }

  /**
   * Takes the first steps of a side that has taken none yet.
   *
   * @return what is wrong with it, with the numbers; empty if nothing is
   */
  Optional<String> fault(TrainingStep side, Precision precision) {
    Tolerance tolerance = Tolerance.of(precision, rectifiers);
    List<Tensor> actual = new ArrayList<>();
    List<Double> found = losses(side, batches, actual);
    for (int i = 0; i < found.size(); i++) {
      double expected = requireNonNull(losses.get(i));
      double limit = i == 0 ? tolerance.first() : tolerance.later();
      // So that NaN is a fault, too.
      if (!(Math.abs(found.get(i) - expected) <= limit * expected)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the loss of step %d is %.6f, that of %s %.6f",
                i + 1,
                found.get(i),
                by,
                expected));
      }
      if (i == 0) {
        Optional<String> gradients = gradientFault(actual, tolerance.gradient());
        if (gradients.isPresent()) {
          return gradients;
        }
      }
    }
    return Optional.empty();
  }

  /** A tensor whose sums nearly cancel out may be off by a share of the largest one, too. */
  private Optional<String> gradientFault(List<Tensor> actual, double tolerance) {
    double largest = moments.stream().mapToDouble(each -> norm(each.values())).max().orElse(0);
    for (int i = 0; i < moments.size(); i++) {
      float[] expected = moments.get(i).values();
      float[] difference = actual.get(i).values().clone();
      for (int j = 0; j < difference.length; j++) {
        difference[j] -= expected[j];
      }
      double off = norm(difference);
      if (!(off <= tolerance * (norm(expected) + 0.1 * largest))) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "the first gradient of parameter %d, %s, is off by %.2g of that of %s",
                i + 1,
                moments.get(i).shape(),
                off / norm(expected),
                by));
      }
    }
    return Optional.empty();
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
