package io.headwater.bench;

import io.headwater.cli.ProgressLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs sides in turn, so that what else happens on the machine meets all of them alike.
 *
 * @param warmUp rounds that are not counted, 0 or more
 * @param counted rounds that are, at least 1
 */
public record Rounds(int warmUp, int counted) {
  public Rounds {
    if (warmUp < 0 || counted < 1) {
      throw new IllegalArgumentException(
          "there are "
              + warmUp
              + " rounds of warm-up and "
              + counted
              + " that count; at least 0"
              + " and 1 are needed");
    }
  }

  /** A side's share of one round. */
  @FunctionalInterface
  public interface Turn {
    /** Does the work, and returns a sample in the benchmark's unit. */
    double take() throws Exception;
  }

  /**
   * @param what is measured, for the progress
   * @param sides ours first
   * @return samples of the counted rounds, by side
   */
  public List<List<Double>> inTurn(String what, ProgressLine progress, List<Turn> sides)
      throws Exception {
    List<List<Double>> samples = new ArrayList<>();
    sides.forEach(side -> samples.add(new ArrayList<>()));
    for (int round = 0; round < warmUp + counted; round++) {
      for (int turn = 0; turn < sides.size(); turn++) {
        // Each side is the first one as often as the others.
        int side = (round + turn) % sides.size();
        progress.show(progress(what, round));
        double sample = sides.get(side).take();
        if (round >= warmUp) {
          samples.get(side).add(sample);
        }
      }
    }
    return samples;
  }

  private String progress(String what, int round) {
    return round < warmUp
        ? String.format(Locale.ROOT, "%s: warm-up %d of %d", what, round + 1, warmUp)
        : String.format(Locale.ROOT, "%s: round %d of %d", what, round - warmUp + 1, counted);
  }
}
