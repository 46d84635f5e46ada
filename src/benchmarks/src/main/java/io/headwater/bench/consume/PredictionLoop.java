package io.headwater.bench.consume;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread that predicts without a pause, and keeps how long each prediction took. */
final class PredictionLoop implements AutoCloseable {
  private final Runnable prediction;
  private final Thread thread = new Thread(this::run, "predictions");
  private final List<Double> latencies = new ArrayList<>();
  private volatile boolean stopped;
  private @Nullable Throwable failure;

  private PredictionLoop(Runnable prediction) {
    this.prediction = prediction;
  }

  static PredictionLoop start(Runnable prediction) {
    PredictionLoop loop = new PredictionLoop(prediction);
    loop.thread.start();
    return loop;
  }

  /** Predictions that have ended. */
  synchronized int count() {
    return latencies.size();
  }

  /**
   * Waits until that many have ended.
   *
   * @throws CommandFailure if one failed
   */
  synchronized void awaitCount(int count) throws InterruptedException {
    while (latencies.size() < count) {
      if (failure != null) {
        throw CommandFailure.failed("a prediction failed: " + Reason.of(failure), failure);
      }
      wait();
    }
  }

  /** Milliseconds of those from the first to before the last. */
  synchronized List<Double> latencies(int first, int last) {
    return List.copyOf(latencies.subList(first, last));
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void run() {
    while (!stopped) {
      long begin = System.nanoTime();
      try {
        prediction.run();
      } catch (RuntimeException | Error e) {
        fail(e);
        return;
      }
      add((System.nanoTime() - begin) / 1e6);
    }
  }

  private synchronized void add(double latency) {
    latencies.add(latency);
    notifyAll();
  }

  private synchronized void fail(Throwable e) {
    failure = e;
    notifyAll();
  }
}
