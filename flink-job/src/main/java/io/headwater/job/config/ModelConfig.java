package io.headwater.job.config;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The model that is trained.
 *
 * @param name the key of its snapshots
 * @param input the shape that every image is brought to
 * @param heads kinds of heads by task name; the usual for a task that has none
 */
public record ModelConfig(
    String name, Backbone backbone, ImageShape input, Map<String, HeadKind> heads)
    implements Serializable {
  public ModelConfig {
    heads = Map.copyOf(heads);
  }

  /** With the usual heads. */
  public ModelConfig(String name, Backbone backbone, ImageShape input) {
    this(name, backbone, input, Map.of());
  }

  /** The same, but for the head of one task. */
  public ModelConfig withHead(String task, HeadKind kind) {
    Map<String, HeadKind> changed = new HashMap<>(heads);
    changed.put(task, kind);
    return new ModelConfig(name, backbone, input, changed);
  }

  /** The trunk, and a head for each task. */
  public Architecture architecture(List<Task> tasks) {
    return backbone.architecture(input, tasks, heads);
  }

  static ModelConfig of(OptionValues values) {
    return new ModelConfig(
        values.get("model", ModelOptions.NAME),
        values.get("model", ModelOptions.BACKBONE),
        input(values),
        heads(values));
  }

  static ImageShape input(OptionValues values) {
    return new ImageShape(
        values.get("model.input", ModelOptions.CHANNELS),
        values.get("model.input", ModelOptions.HEIGHT),
        values.get("model.input", ModelOptions.WIDTH));
  }

  private static Map<String, HeadKind> heads(OptionValues values) {
    Map<String, HeadKind> heads = new HashMap<>();
    for (String task : values.names("tasks")) {
      values
          .find(OptionSection.join("tasks", task), TaskOptions.HEAD)
          .ifPresent(kind -> heads.put(task, kind));
    }
    return heads;
  }
}
