package io.headwater.job.config;

import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;

/**
 * The model that is trained.
 *
 * @param name the key of its snapshots
 * @param input the shape that every image is brought to
 */
public record ModelConfig(String name, Backbone backbone, ImageShape input) {
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
