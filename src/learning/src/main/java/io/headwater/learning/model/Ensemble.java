package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Heads on different trunks that learn one task side by side, each by a loss of its own. The task's
 * head fuses what they make of an image: a {@link Layer.WeightedSum} named {@value #FUSED} of their
 * outputs, whose weights follow from {@link Fusion}. It has no loss, and no gradient goes through
 * it.
 *
 * @param members by a name that is unique in the ensemble, two or more
 */
public record Ensemble(String task, Map<String, Member> members, Fusion fusion, Training training) {
  /** The node of the task's head that is what it gives. */
  public static final String FUSED = "output";

  /** The parameter that the members are weighed by. */
  public static final String WEIGHT = FUSED + "." + Layer.WEIGHT;

  /** What becomes of the members' outputs. */
  public enum Fusion {
    /**
     * The mean of the raw outputs, before softmax or sigmoid: of classes and of presence a
     * geometric mean of the odds.
     */
    MEAN,
    /** The same, weighted: who has done better lately counts for more. */
    WEIGHTED_MEAN,
    /**
     * The mean of the predictions, after softmax or sigmoid: of the classes' probabilities, of the
     * probability of an edge at each pixel, of presence, box and sameness.
     */
    SOFT_VOTING;

    /** The name in configuration. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Which examples a member learns. */
  public enum Training {
    /** All, once. */
    ALL,
    /**
     * Each as many times as a Poisson distribution of mean 1 says, which chance follows from the
     * event's id and the member: online bagging (Oza and Russell, "Online bagging and boosting",
     * 2001, figure 2).
     */
    BAGGING,
    /**
     * Each as many times as a Poisson distribution says, whose mean grows where the members before
     * were wrong: online boosting (the same, figure 4).
     */
    BOOSTING;

    /** The name in configuration. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Ensemble {
    requireNonNull(task, "task");
    requireNonNull(fusion, "fusion");
    requireNonNull(training, "training");
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    if (members.size() < 2) {
      throw new IllegalArgumentException(
          "the ensemble of task '"
              + task
              + "' has the members "
              + members.keySet()
              + "; 2 is the least");
    }
  }

  public Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new IllegalArgumentException(
          "the ensemble of task '" + task + "' has no member '" + name + "'");
    }
    return member;
  }

  /** Whether the task's head gives predictions, not what softmax or sigmoid make them of. */
  public boolean givesPredictions() {
    return fusion == Fusion.SOFT_VOTING;
  }

  /** The member on whose trunk an auxiliary of the task is, if it is on one. */
  public Optional<String> memberOf(Auxiliary auxiliary) {
    return members.entrySet().stream()
        .filter(member -> sharesTrunk(member.getValue(), auxiliary.member()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean sharesTrunk(Member a, Member b) {
    return a.reads().values().stream()
        .anyMatch(
            port ->
                !port.isImage()
                    && b.reads().values().stream()
                        .anyMatch(other -> other.network().equals(port.network())));
  }
}
