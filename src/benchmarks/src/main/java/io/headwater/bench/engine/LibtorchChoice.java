package io.headwater.bench.engine;

import io.headwater.bench.Measurement;
import io.headwater.bench.Rounds;
import io.headwater.cli.ProgressLine;
import io.headwater.learning.engine.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * libtorch in the setting that turns out fastest after a warm-up, of those in which it computes
 * right on this machine.
 *
 * @param step null if there is no such setting
 * @param leftOut a sentence for each setting that was tried and found wrong
 */
record LibtorchChoice<S extends TrainingStep>(
    Precision precision, @Nullable S step, List<String> leftOut) implements AutoCloseable {
  /** Rounds of warm-up and rounds that count; few, as it is only to tell which is faster. */
  private static final Rounds TRIAL = new Rounds(2, 3);

  /** How a candidate is opened. */
  @FunctionalInterface
  interface Opening<S extends TrainingStep> {
    S in(PeerSetting setting) throws IOException;
  }

  /**
   * With all threads; with one only where it is wrong with all.
   *
   * @param steps in a row
   */
  static <S extends TrainingStep> LibtorchChoice<S> of(
      EngineCase asked,
      Precision precision,
      Opening<S> open,
      int steps,
      Judge judge,
      ProgressLine progress)
      throws Exception {
    List<String> leftOut = new ArrayList<>();
    List<S> right = new ArrayList<>();
    S fastest = null;
    try {
      for (int threads : Stream.of(Libtorch.allThreads(), 1).distinct().toList()) {
        for (MemoryFormat format : MemoryFormat.values()) {
          PeerSetting setting = new PeerSetting(format, threads);
          progress.show("is libtorch " + precision.id() + ", " + setting + ", right here?");
          S candidate = open.in(setting);
          right.add(candidate);
          Optional<String> fault = judge.fault(candidate, precision);
          if (fault.isPresent()) {
            right.remove(candidate);
            candidate.close();
            leftOut.add(sentence(precision, setting, fault.get()));
          }
        }
        if (!right.isEmpty()) {
          break;
        }
      }
      fastest = fastest(right, asked, steps, progress);
    } finally {
      for (S each : right) {
        if (each != fastest) {
          each.close();
        }
      }
    }
    return new LibtorchChoice<>(precision, fastest, leftOut);
  }

  static String sentence(Precision precision, PeerSetting setting, String fault) {
    return "libtorch "
        + Libtorch.version()
        + " computes wrong on this machine ("
        + precision.id()
        + ", "
        + setting
        + "): "
        + fault;
  }

  private static <S extends TrainingStep> @Nullable S fastest(
      List<S> right, EngineCase asked, int steps, ProgressLine progress) throws Exception {
    if (right.size() < 2) {
      return right.isEmpty() ? null : right.get(0);
    }
    List<Rounds.Turn> sides = new ArrayList<>();
    right.forEach(each -> sides.add(new TimedSteps(each, asked, steps)));
    List<List<Double>> samples = TRIAL.inTurn("libtorch, which memory format", progress, sides);
    double[] medians =
        samples.stream().mapToDouble(each -> Measurement.of(each, "").median()).toArray();
    double best = Arrays.stream(medians).max().orElseThrow();
    return right.get(Arrays.stream(medians).boxed().toList().indexOf(best));
  }

  @Override
  public void close() {
    if (step != null) {
      step.close();
    }
  }
}
