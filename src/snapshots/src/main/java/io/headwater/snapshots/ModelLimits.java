package io.headwater.snapshots;

import io.headwater.learning.task.ImageShape;
import java.util.Optional;

/**
 * How much a consumer lets a model take.
 *
 * @param maxInputValues channels x height x width of an image
 * @param maxTasks of a model
 * @param maxClasses of all its tasks together
 * @param maxValues that all layers together make of one image; a prediction holds a part of them at
 *     a time, in 4 bytes each
 * @param maxMultiplications of the prediction for one image
 */
public record ModelLimits(
    int maxInputValues, int maxTasks, int maxClasses, int maxValues, long maxMultiplications) {
  /**
   * Images of up to 16,777,216 values (2,364 x 2,364 in colour), 1,000 tasks, 100,000 classes, 2^28
   * values, 2^40 multiplications: some ten seconds of one core.
   */
  public static final ModelLimits DEFAULT =
      new ModelLimits(1 << 24, 1_000, 100_000, 1 << 28, 1L << 40);

  public ModelLimits {
    if (maxInputValues < 1
        || maxTasks < 1
        || maxClasses < 1
        || maxValues < 1
        || maxMultiplications < 1) {
      throw new IllegalArgumentException(
          "limits are %d input values, %d tasks, %d classes, %d values, %d multiplications; all must be over 0"
              .formatted(maxInputValues, maxTasks, maxClasses, maxValues, maxMultiplications));
    }
  }

  /** In which way a model exceeds the limits by what its manifest says. */
  Optional<String> excess(Provenance model) {
    ImageShape input = model.input();
    long values = (long) input.channels() * input.height();
    int tasks = model.tasks().size();
    long classes = model.tasks().stream().mapToLong(task -> task.classes().size()).sum();
    if (values > maxInputValues / input.width()) {
      return Optional.of(
          "the image is %s; the limit is %,d values".formatted(input, maxInputValues));
    }
    if (tasks > maxTasks) {
      return Optional.of("there are %,d tasks; the limit is %,d".formatted(tasks, maxTasks));
    }
    if (classes > maxClasses) {
      return Optional.of("there are %,d classes; the limit is %,d".formatted(classes, maxClasses));
    }
    return Optional.empty();
  }
}
