package io.headwater.snapshots;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model that is served, replaced while it is used: each use sees one whole model from its begin
 * to its end, none ever waits, and a replaced model closes after its last use. Safe for use by
 * several threads.
 */
public final class LiveModel implements AutoCloseable {
  private final AtomicReference<@Nullable SharedModel> current = new AtomicReference<>();
  private boolean closed;

  /**
   * Loads the snapshot, then serves it from the next use on. If it can't be loaded, the model
   * before it is served on.
   *
   * @throws IllegalArgumentException if ONNX Runtime can't load the payload
   */
  public synchronized void swap(Snapshot snapshot) {
    if (closed) {
      throw new IllegalStateException("the live model is closed");
    }
    replaceBy(new SharedModel(new OnnxModel(snapshot)));
  }

  /**
   * Runs the use on the current model, which it must not keep.
   *
   * @throws IllegalStateException if there is none: before the first swap, and after close
   */
  public <R> R use(Function<OnnxModel, R> use) {
    SharedModel held = hold();
    try {
      return use.apply(held.model());
    } finally {
      held.letGo();
    }
  }

  /** Of the current model. */
  public Optional<Manifest> manifest() {
    return Optional.ofNullable(current.get()).map(shared -> shared.model().manifest());
  }

  @Override
  public synchronized void close() {
    closed = true;
    replaceBy(null);
  }

  private SharedModel hold() {
    while (true) {
      SharedModel shared = current.get();
      if (shared == null) {
        throw new IllegalStateException("there is no model yet, or no longer");
      }
      if (shared.hold()) {
        return shared;
      }
    }
  }

  private void replaceBy(@Nullable SharedModel next) {
    SharedModel previous = current.getAndSet(next);
    if (previous != null) {
      previous.letGo();
    }
  }
}
