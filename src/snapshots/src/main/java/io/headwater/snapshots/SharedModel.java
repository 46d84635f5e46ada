package io.headwater.snapshots;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model that is to be closed when the last of its holders lets go. Who makes it holds it first.
 */
final class SharedModel {
  private final OnnxModel model;
  private final AtomicInteger holders = new AtomicInteger(1);

  SharedModel(OnnxModel model) {
    this.model = model;
  }

  OnnxModel model() {
    return model;
  }

  /** False if the last holder has let go. */
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** True if this was the last holder, who then has to close the model. */
  boolean letGo() {
    return holders.decrementAndGet() == 0;
  }
}
