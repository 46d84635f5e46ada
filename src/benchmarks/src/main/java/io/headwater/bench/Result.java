package io.headwater.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case of a benchmark, as it is written as JSON.
 *
 * @param name the benchmark's, such as "engine"
 * @param settings numbers and words that tell this case from others, and under which it ran
 * @param peer null if there is none on this machine
 * @param ratio of the medians, over 1 if ours is better; null without a peer
 */
@JsonPropertyOrder({"name", "settings", "ours", "peer", "ratio", "goal"})
public record Result(
    String name,
    Map<String, Object> settings,
    Measurement ours,
    @Nullable Peer peer,
    @Nullable Double ratio,
    Goal goal) {
  public Result {
    requireNonNull(name, "name");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    requireNonNull(ours, "ours");
    requireNonNull(goal, "goal");
    if (peer != null && !peer.unit().equals(ours.unit())) {
      throw new IllegalArgumentException(
          "ours is in " + ours.unit() + ", the peer in " + peer.unit());
    }
  }

  public static Result against(
      Peer peer,
      String name,
      Map<String, Object> settings,
      Measurement ours,
      Better better,
      Goal goal) {
    double ratio = better.ratio(ours.median(), peer.median());
    return new Result(name, settings, ours, peer, ratio, goal);
  }

  public static Result alone(
      String name, Map<String, Object> settings, Measurement ours, Goal goal) {
    return new Result(name, settings, ours, null, null, goal);
  }

  boolean meetsGoal() {
    return goal.isMet(ours, ratio);
  }
}
