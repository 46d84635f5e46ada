package io.headwater.serve.batch;

import static java.util.Objects.requireNonNull;

import io.headwater.snapshots.OnnxModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Scores requests together that wait for the same model. Nobody waits for others to come: a request
 * that finds a run free begins at once, in its own thread, and takes along who is waiting. Safe for
 * use by several threads.
 */
public final class Batcher {
  private final int maxImages;
  private final int runs;
  private final IntConsumer observer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private int running;

  /**
   * @param maxImages of a batch of several requests, at least 1; a large model may afford fewer
   * @param runs how many batches are scored at the same time, at least 1
   * @param observer told the images of each batch
   */
  public Batcher(int maxImages, int runs, IntConsumer observer) {
    if (maxImages < 1 || runs < 1) {
      throw new IllegalArgumentException(
          "there are %d images in a batch and %d runs; both must be at least 1"
              .formatted(maxImages, runs));
    }
    this.maxImages = maxImages;
    this.runs = runs;
    this.observer = observer;
  }

  /**
   * Waits until it is scored.
   *
   * @param model to which the caller holds on meanwhile
   * @return the wanted values, by name
   * @throws IllegalStateException if ONNX Runtime fails
   */
  public Map<String, float[]> score(OnnxModel model, Work work) {
    Waiting own = new Waiting(model, work, lock.newCondition());
    lock.lock();
    try {
      queue.add(own);
      while (!own.done) {
        if (running < runs && !queue.isEmpty()) {
          run(take());
        } else {
          own.changed.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
    return own.values();
  }

  /** How many requests wait for a run. */
  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Those that are first in line, as many as have one model and fit. */
  private List<Waiting> take() {
    List<Waiting> batch = new ArrayList<>();
    int images = 0;
    for (Waiting next = queue.peek(); next != null; next = queue.peek()) {
      images += next.work.count();
      boolean joins =
          batch.isEmpty()
              || (next.model == batch.get(0).model
                  && images <= Math.min(maxImages, next.model.maxImages()));
      if (!joins) {
        break;
      }
      batch.add(queue.remove());
    }
    return batch;
  }

  private void run(List<Waiting> batch) {
    running++;
    wakeNext();
    lock.unlock();
    try {
      score(batch);
    } finally {
      lock.lock();
      running--;
      batch.forEach(Waiting::end);
      wakeNext();
    }
  }

  private void wakeNext() {
    Waiting next = queue.peek();
    if (next != null && running < runs) {
      next.changed.signal();
    }
  }

  private void score(List<Waiting> batch) {
    try {
      JointWork work =
          new JointWork(batch.get(0).model, batch.stream().map(each -> each.work).toList());
      observer.accept(work.count());
      List<Map<String, float[]>> values = work.score();
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).values = values.get(i);
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(each -> each.failure = e);
    }
  }

  /** A request; its fields change with the lock only, or while its batch runs. */
  private static final class Waiting {
    private final OnnxModel model;
    private final Work work;
    private final Condition changed;
    private @Nullable Map<String, float[]> values;
    private @Nullable Throwable failure;
    private boolean done;

    Waiting(OnnxModel model, Work work, Condition changed) {
      this.model = model;
      this.work = work;
      this.changed = changed;
    }

    void end() {
      done = true;
      changed.signal();
    }

    Map<String, float[]> values() {
      if (failure != null) {
        throw new IllegalStateException("the batch failed: " + failure.getMessage(), failure);
      }
      return requireNonNull(values);
    }
  }
}
