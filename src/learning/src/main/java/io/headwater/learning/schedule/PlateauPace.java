package io.headwater.learning.schedule;

import io.headwater.learning.state.StatePart;
import java.util.Map;
import java.util.Optional;

/** Waits for a loss that is less than all before. */
final class PlateauPace implements Pace {
  private static final String FACTOR = "factor";
  private static final String LEAST = "least";
  private static final String WAITED = "waited";
  private static final String TASKS = "tasks";

  private final Plateau plateau;
  private double factor;
  private double least;
  private long waited;
  private long tasks;

  PlateauPace(Plateau plateau, Optional<StatePart> saved) {
    this.plateau = plateau;
    this.factor = saved.map(part -> number(part, FACTOR, 1)).orElse(1.0);
    this.least = saved.map(part -> number(part, LEAST, Double.MAX_VALUE)).orElse(Double.MAX_VALUE);
    this.waited = saved.map(part -> part.counts().getOrDefault(WAITED, 0L)).orElse(0L);
    this.tasks = saved.map(part -> part.counts().getOrDefault(TASKS, 0L)).orElse(0L);
  }

  private static double number(StatePart part, String name, double otherwise) {
    return part.numbers().getOrDefault(name, new double[] {otherwise})[0];
  }

  @Override
  public double factor(long step) {
    return Math.max(plateau.floor(), factor);
  }

  @Override
  public void observe(Map<String, Double> losses) {
    if (losses.isEmpty()) {
      return;
    }
    double loss = losses.values().stream().mapToDouble(Double::doubleValue).sum();
    if (losses.size() != tasks || loss < least * (1 - plateau.threshold())) {
      tasks = losses.size();
      least = loss;
      waited = 0;
    } else if (++waited > plateau.patience()) {
      factor = Math.max(plateau.floor(), factor * plateau.factor());
      waited = 0;
    }
  }

  @Override
  public Optional<StatePart> state() {
    return Optional.of(
        new StatePart(
            plateau.part(),
            plateau.stateVersion(),
            Map.of(),
            Map.of(WAITED, waited, TASKS, tasks),
            Map.of(FACTOR, new double[] {factor}, LEAST, new double[] {least}),
            Map.of()));
  }
}
