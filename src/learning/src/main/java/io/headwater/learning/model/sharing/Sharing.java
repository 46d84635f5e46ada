package io.headwater.learning.model.sharing;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A way to make one model of several tasks; its settings. */
public interface Sharing extends Serializable {
  /** The name in configuration and saved states, such as "shared". */
  String kind();

  /**
   * The model.
   *
   * @param heads kinds by task name; the usual for a task that has none
   * @throws IllegalArgumentException if there is no such model of these tasks, or of images of that
   *     shape
   */
  Architecture architecture(
      ImageShape input, List<Task> tasks, Map<String, HeadKind> heads, Backbones backbones);

  /** Why there is no such model of these tasks; empty if there is one. */
  default Optional<String> objection(List<Task> tasks) {
    return Optional.empty();
  }

  /** Those that a model of these tasks has networks of. */
  Set<Backbone> used(List<String> tasks, Backbones backbones);
}
