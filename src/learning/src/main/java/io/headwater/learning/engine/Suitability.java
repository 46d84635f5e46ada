package io.headwater.learning.engine;

/**
 * How well an engine suits this machine.
 *
 * @param degree of several engines, the one with the highest is taken where the configuration names
 *     none; under 0 if the engine can't run here
 * @param reason why it can't, with what to do; empty if it can
 */
public record Suitability(int degree, String reason) {
  public Suitability {
    if (degree < 0 == reason.isEmpty()) {
      throw new IllegalArgumentException(
          "a reason is needed under 0, and only there; degree " + degree + ", '" + reason + "'");
    }
  }

  /**
   * @param degree 0 or more
   */
  public static Suitability of(int degree) {
    return new Suitability(degree, "");
  }

  /** It can't run here. */
  public static Suitability none(String reason) {
    return new Suitability(-1, reason);
  }

  public boolean canRun() {
    return degree >= 0;
  }
}
