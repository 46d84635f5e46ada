package io.headwater.learning.model.sharing;

import static java.util.Objects.requireNonNull;

import io.headwater.learning.model.backbone.Backbone;
import java.io.Serializable;
import java.util.Map;

/**
 * The backbones that a model is made of.
 *
 * @param usual the model's
 * @param own of tasks that have one of their own, by name
 */
public record Backbones(Backbone usual, Map<String, Backbone> own) implements Serializable {
  public Backbones {
    requireNonNull(usual, "usual");
    own = Map.copyOf(own);
  }

  /** That of a task's network. */
  public Backbone of(String task) {
    return own.getOrDefault(task, usual);
  }
}
