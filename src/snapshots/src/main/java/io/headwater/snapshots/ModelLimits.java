package io.headwater.snapshots;

import io.headwater.learning.task.ImageShape;
import java.util.Optional;

/**
 * How much a consumer lets a model take.
 *
 * @param maxInputValues channels x height x width of an image
 * @param maxTasks of a model
 * @param maxClasses of all its tasks together
 * @param maxOutputValues features and predictions of one image; the heap holds them in up to
 *     {@value #OUTPUT_COPIES} copies of 4 bytes each
 * @param maxValues that all layers together make of one image; a prediction holds a part of them at
 *     a time outside of the heap, in 4 bytes each
 * @param maxMultiplications of the prediction for one image
 */
public record ModelLimits(
    int maxInputValues,
    int maxTasks,
    int maxClasses,
    int maxOutputValues,
    int maxValues,
    long maxMultiplications) {
  /** Those of the heap that this JVM may have. */
  public static final ModelLimits DEFAULT = ofHeap(Runtime.getRuntime().maxMemory());

  /** As ONNX Runtime gives it, as an array, by rows, and a reference of zeros. */
  static final int OUTPUT_COPIES = 4;

  /** Images to score and images to compare them with. */
  static final int INPUT_COPIES = 2;

  private static final int MAX_INPUT_VALUES = 1 << 24;
  private static final int MAX_TASKS = 1_000;
  private static final int MAX_CLASSES = 100_000;
  private static final int MAX_VALUES = 1 << 28;
  private static final long MAX_MULTIPLICATIONS = 1L << 40;

  /** The part of the heap that images may take, and that outputs may take. */
  private static final int SHARES_OF_HEAP = 8;

  public ModelLimits {
    if (maxInputValues < 1
        || maxTasks < 1
        || maxClasses < 1
        || maxOutputValues < 1
        || maxValues < 1
        || maxMultiplications < 1) {
      throw new IllegalArgumentException(
          "limits are %d input values, %d tasks, %d classes, %d output values, %d values, %d multiplications; all must be over 0"
              .formatted(
                  maxInputValues,
                  maxTasks,
                  maxClasses,
                  maxOutputValues,
                  maxValues,
                  maxMultiplications));
    }
  }

  /**
   * Images of up to a 16th of the heap, 16,777,216 values at most (2,364 x 2,364 in colour); 1,000
   * tasks; 100,000 classes; features and predictions that take up to an eighth of the heap; 2^28
   * values; 2^40 multiplications: some ten seconds of one core.
   *
   * @param bytes of the heap, over 0
   */
  public static ModelLimits ofHeap(long bytes) {
    long share = shareOfHeap(bytes);
    return new ModelLimits(
        (int) Math.max(1, Math.min(MAX_INPUT_VALUES, share / INPUT_COPIES)),
        MAX_TASKS,
        MAX_CLASSES,
        (int) Math.max(1, Math.min(MAX_VALUES, share / OUTPUT_COPIES / Float.BYTES)),
        MAX_VALUES,
        MAX_MULTIPLICATIONS);
  }

  /** Bytes that images, and outputs, may take of a heap of that many bytes. */
  static long shareOfHeap(long bytes) {
    return bytes / SHARES_OF_HEAP;
  }

  /** In which way a model exceeds the limits by what its manifest says. */
  Optional<String> excess(Provenance model) {
    ImageShape input = model.input();
    long values = (long) input.channels() * input.height();
    int tasks = model.tasks().size();
    long classes = model.tasks().stream().mapToLong(task -> task.classes().size()).sum();
    if (values > maxInputValues / input.width()) {
      return Optional.of(
          "the image is %s; the limit is %,d values (see ModelLimits)"
              .formatted(input, maxInputValues));
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
