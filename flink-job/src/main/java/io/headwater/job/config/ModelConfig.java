package io.headwater.job.config;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.io.Serializable;
import java.util.List;

/**
 * The model that is trained.
 *
 * @param name the key of its snapshots
 * @param input the shape that every image is brought to
 */
public record ModelConfig(String name, Backbone backbone, ImageShape input)
    implements Serializable {
  /** The trunk, and the usual head for each task. */
  public Architecture architecture(List<Task> tasks) {
    return backbone.architecture(input, tasks);
  }

  static ModelConfig of(OptionValues values) {
    return new ModelConfig(
        values.get("model", ModelOptions.NAME),
        values.get("model", ModelOptions.BACKBONE),
        new ImageShape(
            values.get("model.input", ModelOptions.CHANNELS),
            values.get("model.input", ModelOptions.HEIGHT),
            values.get("model.input", ModelOptions.WIDTH)));
  }
}
