package io.headwater.job;

import java.time.Duration;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;

/** How often a job in this JVM begins again after a failure. */
public enum Restarts {
  /** Three times, a second apart: for a job that ends by itself, and whose user waits for that. */
  FEW,
  /** Always, after longer and longer delays: as Flink does by default, and as in docker and k8s. */
  FOREVER;

  private static final int A_FEW = 3;
  private static final Duration SHORT_DELAY = Duration.ofSeconds(1);

  void addTo(Configuration settings) {
    if (this == FEW) {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, A_FEW);
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, SHORT_DELAY);
    } else {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    }
  }

  /**
   * About how long the job waits after the last of the failures; Flink varies what grows by a
   * tenth.
   *
   * @param failures when the job failed, in milliseconds of the clock
   */
  Duration delayAfter(Set<Long> failures) {
    return this == FEW ? SHORT_DELAY : growingDelay(failures);
  }

  private static Duration growingDelay(Set<Long> failures) {
    Configuration defaults = new Configuration();
    double first =
        defaults
            .get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF)
            .toMillis();
    double longest =
        defaults
            .get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF)
            .toMillis();
    double factor =
        defaults.get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER);
    long reset =
        defaults
            .get(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD)
            .toMillis();
    double delay = first;
    double again = Double.NEGATIVE_INFINITY;
    double next = first;
    for (long failure : failures.stream().sorted().toList()) {
      if (failure <= again) {
        continue;
      }
      delay = failure - again >= reset ? first : next;
      next = Math.min(longest, delay * factor);
      again = failure + delay;
    }
    return Duration.ofMillis(Math.round(delay));
  }
}
