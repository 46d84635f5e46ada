package io.headwater.learning.engine.proof;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.Engines;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.model.Architecture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An engine that has shown, on this machine, that it computes a model's kernels right.
 *
 * @param passedOver engines that would have suited better, but can't run or compute wrong here
 */
public record ProvenEngine(Engine engine, List<PassedOver> passedOver) {
  private static final String REMEDY =
      ". Configure another training.engine, or let it take other kernels:"
          + " ONEDNN_MAX_CPU_ISA=AVX2 in the environment";

  /** An engine that was not taken, and why. */
  public record PassedOver(String engine, String reason) {}

  public ProvenEngine {
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Loads the engine, and tries it.
   *
   * @param name an engine's, or {@link Engines#AUTO}
   * @throws IllegalArgumentException if the engine can't run here or computes wrong, or none does
   *     better; says why, with what to do
   */
  public static ProvenEngine choose(String name, Architecture architecture, Precision precision) {
    return choose(Engines.candidates(name), architecture, precision);
  }

  static ProvenEngine choose(
      List<Engine> candidates, Architecture architecture, Precision precision) {
    List<PassedOver> passedOver = new ArrayList<>();
    for (Engine candidate : thoseThatCantRunFirst(candidates)) {
      Optional<String> objection = objection(candidate, architecture, precision);
      if (objection.isEmpty()) {
        return new ProvenEngine(candidate, passedOver);
      }
      passedOver.add(new PassedOver(candidate.name(), objection.get()));
    }
    List<String> reasons = passedOver.stream().map(PassedOver::reason).toList();
    throw new IllegalArgumentException(String.join("; ", reasons));
  }

  /** So that it is said of them why, as they would have suited best if they could. */
  private static List<Engine> thoseThatCantRunFirst(List<Engine> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparing(candidate -> candidate.suitability().canRun()))
        .toList();
  }

  private static Optional<String> objection(
      Engine engine, Architecture architecture, Precision precision) {
    String reason = engine.suitability().reason();
    if (!reason.isEmpty()) {
      return Optional.of("engine '" + engine.name() + "' can't run here: " + reason);
    }
    try {
      return EngineProof.fault(engine, architecture, precision)
          .map(
              fault ->
                  "engine '"
                      + engine.name()
                      + "' computes wrong on this machine: "
                      + fault
                      + REMEDY);
    } catch (IllegalArgumentException doesNotCompute) {
      return Optional.of(String.valueOf(doesNotCompute.getMessage()));
    } catch (LinkageError | RuntimeException e) {
      return Optional.of("engine '" + engine.name() + "' fails on this machine: " + e + REMEDY);
    }
  }

  /** What computes, and in whose place. */
  public EngineDescription describe() {
    EngineDescription own = engine.describe();
    if (passedOver.isEmpty()) {
      return own;
    }
    List<String> names = passedOver.stream().map(PassedOver::engine).toList();
    return new EngineDescription(
        own.engine() + ", in place of " + String.join(" and ", names), own.device());
  }
}
