package io.headwater.learning.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A decoded event: pixels at the model's input size, and a label for each task it teaches.
 *
 * @param id the event's id; seeds its augmentation
 * @param position where it came from
 * @param eventTimeMillis milliseconds since the epoch, UTC
 * @param pixels unsigned bytes [C, H, W]
 * @param secondPixels the pair's other image, likewise; empty if the event has one image
 * @param labels at least one, at most one for each task
 * @param weight how much it counts in the mean loss, over 0
 */
public record Example(
    String id,
    SourcePosition position,
    long eventTimeMillis,
    byte[] pixels,
    byte[] secondPixels,
    List<Label> labels,
    float weight) {
  public Example {
    requireNonNull(id, "id");
    requireNonNull(position, "position");
    requireNonNull(pixels, "pixels");
    requireNonNull(secondPixels, "secondPixels");
    requireNonNull(labels, "labels");
  }

  public boolean isPair() {
    return secondPixels.length > 0;
  }

  /** The same with these labels. */
  public Example with(List<Label> others) {
    return new Example(id, position, eventTimeMillis, pixels, secondPixels, others, weight);
  }

  /** This example's label for the task, or empty if it has none. */
  public Optional<Label> label(String task) {
    for (Label label : labels) {
      if (label.task().equals(task)) {
        return Optional.of(label);
      }
    }
    return Optional.empty();
  }
}
