package io.headwater.learning.stream;

import io.headwater.learning.task.Example;
import java.util.List;
import java.util.stream.Stream;

/**
 * The examples of one joint step: the mini-batches of all tasks that have one, together. There is
 * at least one example.
 *
 * @param fresh are learned from for the first time: they alone count for the lineage, and for the
 *     metrics of predictions before an update
 * @param replay were fresh once, and are learned from again
 * @param heldOut are predicted and scored, and never learned from
 */
public record MiniBatch(List<Example> fresh, List<Example> replay, List<Example> heldOut) {
  public MiniBatch {
    fresh = List.copyOf(fresh);
    replay = List.copyOf(replay);
    heldOut = List.copyOf(heldOut);
    if (fresh.isEmpty() && replay.isEmpty() && heldOut.isEmpty()) {
      throw new IllegalArgumentException("a mini-batch has at least one example");
    }
  }

  /** Of fresh examples alone. */
  public static MiniBatch ofFresh(List<Example> fresh) {
    return new MiniBatch(fresh, List.of(), List.of());
  }

  /** What is learned from: the fresh examples, then the replayed ones. */
  public List<Example> learned() {
    return replay.isEmpty() ? fresh : Stream.concat(fresh.stream(), replay.stream()).toList();
  }
}
