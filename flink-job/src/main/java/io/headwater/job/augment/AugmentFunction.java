package io.headwater.job.augment;

import io.headwater.job.config.TaskConfig;
import io.headwater.learning.augment.Augmentation;
import io.headwater.learning.augment.Augmentations;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Applies to each example the augmentations that all of its tasks list. */
public final class AugmentFunction extends RichMapFunction<Example, Example> {
  private static final long serialVersionUID = 1L;

  private final ImageShape shape;
  private final LinkedHashMap<String, List<Augmentation>> byTask = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init")
  private transient Augmentations augmentations;

  /**
   * @param shape of the examples' pixels
   * @param tasks tell which augmentations each task lists
   */
  public AugmentFunction(ImageShape shape, List<TaskConfig> tasks) {
    this.shape = shape;
    tasks.forEach(task -> byTask.put(task.task().name(), task.augmentations()));
  }

  @Override
  public void open(OpenContext context) {
    augmentations = new Augmentations(shape, byTask);
  }

  @Override
  public Example map(Example example) {
    return augmentations.apply(example);
  }
}
