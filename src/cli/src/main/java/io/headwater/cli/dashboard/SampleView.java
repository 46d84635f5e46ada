package io.headwater.cli.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the newest snapshot makes of a recent event.
 *
 * @param id the event's
 * @param position topic, partition and offset that it came from
 * @param version the snapshot's
 * @param picture the model's input
 * @param second the pair's other image; null if it is no pair
 */
record SampleView(
    String id,
    String position,
    long version,
    Picture picture,
    @Nullable Picture second,
    List<Prediction> predictions) {
  SampleView {
    predictions = List.copyOf(predictions);
  }

  /**
   * Of one task that the event has a label for.
   *
   * @param says the prediction, in words
   * @param truth the label, in words
   * @param score of this prediction alone, by the task's own metric; null if it can't be said
   * @param edges to be laid over the picture; null but for edges
   * @param box centre x, centre y, width and height as fractions of the picture; null if there is
   *     none
   * @param trueBox the label's, likewise
   */
  record Prediction(
      String task,
      String says,
      String truth,
      @Nullable Double score,
      @Nullable Picture edges,
      @Nullable List<Float> box,
      @Nullable List<Float> trueBox) {}
}
