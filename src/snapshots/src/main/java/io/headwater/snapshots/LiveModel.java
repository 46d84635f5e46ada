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
  private final int threads;
  private final ModelLimits limits;
  private final AtomicReference<@Nullable SharedModel> current = new AtomicReference<>();
  private boolean closed;

  /**
   * With one core left to the loading of the next model, where there are several, and the default
   * limits.
   */
  public LiveModel() {
    this(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), ModelLimits.DEFAULT);
  }

  /**
   * @param threads that one prediction takes, the caller's among them; at least 1
   */
  public LiveModel(int threads, ModelLimits limits) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
    this.threads = threads;
    this.limits = limits;
  }

  /**
   * Checks and loads the snapshot, has it score every output, and serves it from the next use on.
   * If anything fails, it is closed and the model before it is served on.
   *
   * @throws RefusedModelException if it is not to be served
   * @throws java.io.UncheckedIOException if java.io.tmpdir has no room for the payload
   * @throws IllegalStateException if this is closed
   */
  public synchronized void swap(Snapshot snapshot) {
    if (closed) {
      throw new IllegalStateException("the live model is closed");
    }
    OnnxModel next = new OnnxModel(snapshot, threads, limits);
    SharedModel serving = current.get();
    if (serving != null) {
      next.warmUpLike(serving.model());
    }
    replaceBy(new SharedModel(next));
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
      if (held.letGo()) {
        held.model().closeBeside();
      }
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
    if (previous != null && previous.letGo()) {
      previous.model().close();
    }
  }
}
