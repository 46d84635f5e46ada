package io.headwater.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a result should be. In JSON only its value.
 *
 * @param value the bound, of the ratio, of the median of ours, or of each sample of ours
 */
public record Goal(Kind kind, @JsonValue double value) {
  /** What is bounded, and on which side. */
  public enum Kind {
    RATIO_AT_LEAST,
    OURS_AT_MOST,
    OURS_AT_LEAST,
    NEVER_OVER
  }

  public static Goal ratio(double atLeast) {
    return new Goal(Kind.RATIO_AT_LEAST, atLeast);
  }

  /**
   * @param value in the unit of ours
   */
  public static Goal atMost(double value) {
    return new Goal(Kind.OURS_AT_MOST, value);
  }

  /**
   * @param value in the unit of ours
   */
  public static Goal atLeast(double value) {
    return new Goal(Kind.OURS_AT_LEAST, value);
  }

  /**
   * @param value in the unit of ours, for the worst sample too
   */
  public static Goal neverOver(double value) {
    return new Goal(Kind.NEVER_OVER, value);
  }

  /**
   * @param ratio null without a peer; a goal for the ratio is then not met
   */
  boolean isMet(Measurement ours, @Nullable Double ratio) {
    return switch (kind) {
      case RATIO_AT_LEAST -> ratio != null && ratio >= value;
      case OURS_AT_MOST -> ours.median() <= value;
      case OURS_AT_LEAST -> ours.median() >= value;
      case NEVER_OVER -> ours.max() <= value;
    };
  }

  /** How it came out, for people: without a peer a goal for the ratio is neither met nor missed. */
  String verdict(Measurement ours, @Nullable Double ratio) {
    if (kind == Kind.RATIO_AT_LEAST && ratio == null) {
      return "no peer";
    }
    return isMet(ours, ratio) ? "met" : "not met";
  }

  /** For people. */
  String sentence(String unit) {
    requireNonNull(unit, "unit");
    return switch (kind) {
      case RATIO_AT_LEAST -> String.format(Locale.ROOT, "ratio at least %.2f", value);
      case OURS_AT_MOST -> String.format(Locale.ROOT, "at most %,.4g %s", value, unit);
      case OURS_AT_LEAST -> String.format(Locale.ROOT, "at least %,.4g %s", value, unit);
      case NEVER_OVER -> String.format(Locale.ROOT, "never over %,.4g %s", value, unit);
    };
  }
}
