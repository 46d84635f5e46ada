package io.headwater.learning.model;

import static java.util.Objects.requireNonNull;

/**
 * A further head that learns a task in training only, to bring its gradient to layers far from the
 * task's own head: Szegedy et al., "Going deeper with convolutions", 2014, section 5. Neither
 * predictions nor snapshots have it.
 *
 * @param task the name of the task whose labels and loss it has
 * @param weight of its loss, beside the task's own
 */
public record Auxiliary(String task, Member member, double weight) {
  public Auxiliary {
    requireNonNull(task, "task");
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "the weight of auxiliary head '" + member.name() + "' is " + weight + "; it must be > 0");
    }
  }
}
